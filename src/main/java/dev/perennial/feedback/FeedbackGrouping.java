package dev.perennial.feedback;

/** What feedback items are counted by. */
enum FeedbackGrouping {
  CATEGORY("f.category", "NULL"),
  OWNER("CAST(f.owner_id AS text)", "max(u.name)"),
  TIER("c.tier", "NULL"),
  CUSTOMER("CAST(c.id AS text)", "max(c.name)");

  /** SQL over an item {@code f}, its customer {@code c} and its owner {@code u}. */
  final String key;

  final String label;

  FeedbackGrouping(String key, String label) {
    this.key = key;
    this.label = label;
  }
}
