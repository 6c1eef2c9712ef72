package dev.perennial.signal;

import dev.perennial.platform.http.PageRequest;

/** SQL that everyone who reads {@code app.signal AS s} needs. */
public final class Signals {
  /**
   * The id of a row, a uuid of version 8 (RFC 9562) made from its key. A signal stores no id: at a
   * hundred million rows sixteen bytes each are not free, and its key identifies it.
   */
  public static final String ID_SQL = idOf("s.source || chr(31) || s.source_id || chr(31) || s.revision");

  /** {@code AND …}: no later revision exists and it is not retracted. Needs {@code :tenant}. */
  public static final String CURRENT_SQL =
      " AND NOT s.retracted AND NOT EXISTS (SELECT FROM app.signal n WHERE n.tenant_id = :tenant"
          + " AND n.source = s.source AND n.source_id = s.source_id AND n.revision > s.revision AND n.revision > 0)";

  /**
   * The same of a point in time: the last revision known and stored by then. Needs {@code :knownAt} and {@code
   * :recordedBy} too.
   */
  public static final String PAST_SQL =
      " AND NOT s.retracted AND s.known_at <= :knownAt AND s.recorded_at <= :recordedBy"
          + " AND NOT EXISTS (SELECT FROM app.signal n WHERE n.tenant_id = :tenant"
          + " AND n.source = s.source AND n.source_id = s.source_id AND n.revision > s.revision AND n.revision > 0"
          + " AND n.known_at <= :knownAt AND n.recorded_at <= :recordedBy)";

  /** Who took part in an interaction: an array of contact ids, empty for none. Needs {@code :tenant}. */
  public static final String PARTICIPANTS_SQL =
      "CASE WHEN s.kind = 'INTERACTION' THEN ARRAY(SELECT p.contact_id FROM app.signal_participant p"
          + " WHERE p.tenant_id = :tenant AND p.source = s.source AND p.source_id = s.source_id AND p.revision = s.revision"
          + " ORDER BY p.contact_id) ELSE CAST('{}' AS uuid[]) END";

  private Signals() {}

  /** A uuid of version 8 made from a text (an SQL expression): the same text, the same id. */
  public static String idOf(String text) {
    return "overlay(overlay(substr(encode(sha256(convert_to(" + text + ", 'UTF8')), 'hex'), 1, 32)"
        + " placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid";
  }

  /**
   * {@code AND …}: the cursor's time by itself, for lists sorted by one time whose id is {@link
   * #ID_SQL}. An index can be walked by it; the cursor's own comparison has a hash in it, which
   * row-level security keeps out of index conditions.
   */
  public static String timeBound(String timeColumn, PageRequest request) {
    if (request.cursor() == null) {
      return "";
    }
    boolean descending =
        request.sort() == null || request.sort().isBlank() || request.sort().startsWith("-");
    return " AND " + timeColumn + (descending ? " <= " : " >= ") + "CAST(:k_0 AS timestamptz)";
  }
}
