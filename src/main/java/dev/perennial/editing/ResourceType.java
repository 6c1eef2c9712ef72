package dev.perennial.editing;

/** What people edit and other systems know by their own identifiers. */
public enum ResourceType {
  CUSTOMER("customer", "customer"),
  CONTACT("contact", "contact"),
  USER("user", "app_user"),
  PRODUCT("product", "product"),
  CONTRACT("contract", "contract"),
  RENEWAL("renewal", "renewal");

  private final String label;
  private final String table;

  ResourceType(String label, String table) {
    this.label = label;
    this.table = table;
  }

  /** Name in events, external keys and messages. */
  public String label() {
    return label;
  }

  /** Its table; that of its versions has {@code _version} behind. */
  public String table() {
    return "app." + table;
  }
}
