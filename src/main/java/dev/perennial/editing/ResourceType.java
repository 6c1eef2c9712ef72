package dev.perennial.editing;

/** What people edit and other systems know by their own identifiers. */
public enum ResourceType {
  CUSTOMER("customer", "customer"),
  CONTACT("contact", "contact"),
  USER("user", "app_user"),
  PRODUCT("product", "product"),
  CONTRACT("contract", "contract"),
  RENEWAL("renewal", "renewal"),
  SUCCESS_METRIC("success_metric", "success_metric"),
  PURCHASE_CRITERION("purchase_criterion", "purchase_criterion"),
  FEEDBACK_ITEM("feedback_item", "feedback_item"),
  ENTITLEMENT("entitlement", "entitlement");

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

  /** SQL for the object that an id stands for: merged duplicates lead to their survivor. Needs {@code :tenant}. */
  public String standsFor(String id) {
    return this == CUSTOMER
        ? "(SELECT coalesce((SELECT a.survivor_id FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'"
            + " AND a.alias_id = " + id + " AND a.to_at IS NULL), " + id + "))"
        : id;
  }

  /** Whether objects of this kind can be merged. */
  boolean isMergeable() {
    return this == CUSTOMER;
  }

  /** Its table; that of its versions has {@code _version} behind. */
  public String table() {
    return "app." + table;
  }
}
