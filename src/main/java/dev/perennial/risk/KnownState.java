package dev.perennial.risk;

/**
 * SQL of a row of edited state as it was known at a cut-off: what was written later cannot change an earlier score, nor
 * teach a model the outcome. Of a row that became known only after the cut-off (a file of past renewals) the first version
 * counts: it is the closest there is to what was true then, and holds nothing of what came after. The row itself is read where it
 * may be ({@code {current}}): not where only what was recorded by a time counts.
 */
final class KnownState {
  private static final String ROW =
      """
      (SELECT n.* FROM app.$TABLE$ n WHERE {current} AND n.tenant_id = :tenant AND n.id = $ID$ AND n.known_from <= {cutoff}
       UNION ALL
       SELECT p.* FROM (
         SELECT v.content FROM app.$TABLE$_version v WHERE v.tenant_id = :tenant AND v.id = $ID$
           AND (NOT {current} OR (SELECT n.known_from FROM app.$TABLE$ n WHERE n.tenant_id = :tenant AND n.id = $ID$) > {cutoff})
           {recorded v}
         ORDER BY v.known_from > {cutoff}, CASE WHEN v.known_from > {cutoff} THEN v.known_from END,
           v.known_from DESC, v.version DESC
         LIMIT 1) v
       CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS app.$TABLE$), v.content) p)""";

  private KnownState() {}

  /**
   * A derived table of one row with the columns of the table, to be joined laterally; it contains the placeholder of the
   * cut-off.
   *
   * @param table a table with versions
   * @param id an SQL expression
   */
  static String of(String table, String id) {
    return ROW.replace("$TABLE$", table).replace("$ID$", id);
  }
}
