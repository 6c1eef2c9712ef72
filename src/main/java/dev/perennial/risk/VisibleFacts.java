package dev.perennial.risk;

/** Which rows {@code x} of a table of facts a feature sees. */
final class VisibleFacts {
  private VisibleFacts() {}

  /** Only what happened before the cut-off and was known at it; of a corrected fact the highest revision known. */
  static String of(String table) {
    // Begins with a line of its own: text blocks drop the blank at a line's end.
    return """

        x.occurred_at < {cutoff} AND x.known_at <= {cutoff} {recorded x} AND NOT x.retracted
                AND NOT EXISTS (SELECT FROM app.%s n WHERE n.tenant_id = :tenant AND n.revision > 0 AND n.source = x.source
                  AND n.source_id = x.source_id AND n.revision > x.revision AND n.known_at <= {cutoff} {recorded n})"""
        .formatted(table);
  }
}
