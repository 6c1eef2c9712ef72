package dev.perennial.noveluse;

/** What makes a segment: customers with the same value, those without one together. */
enum SegmentBy {
  TIER("c.tier"),
  SIZE_CLASS("c.size_class"),
  REGION("c.region"),
  /** All customers are one segment. */
  NONE("CAST(NULL AS text)");

  final String column;

  SegmentBy(String column) {
    this.column = column;
  }
}
