package dev.perennial.privacy;

/** Whose personal data we hold. */
enum PersonKind {
  CONTACT("contact"),
  USER("user");

  private final String label;

  PersonKind(String label) {
    this.label = label;
  }

  /** Name in events, external keys and the owner's functions. */
  String label() {
    return label;
  }

  /** The resource of imports that bring such people. */
  String importResource() {
    return label + "s";
  }
}
