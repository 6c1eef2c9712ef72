package dev.perennial.ticket;

/** What tickets are counted by. */
enum TicketGrouping {
  TIER("c.tier", "NULL"),
  SEVERITY("CAST(t.severity AS text)", "NULL"),
  CUSTOMER("CAST(t.customer_id AS text)", "max(c.name)");

  /** SQL over a ticket {@code t} and its customer {@code c}. */
  final String key;

  final String label;

  TicketGrouping(String key, String label) {
    this.key = key;
    this.label = label;
  }
}
