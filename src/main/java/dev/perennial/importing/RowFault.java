package dev.perennial.importing;

/** A row that cannot be used: which field and why. */
final class RowFault extends RuntimeException {
  private final String field;

  RowFault(String field, String detail) {
    super(detail, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
