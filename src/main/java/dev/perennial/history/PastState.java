package dev.perennial.history;

/**
 * SQL of what a versioned table held at a {@link PointInTime}: a derived table with the columns of the table itself, to be
 * put where the table stands in a plain read. Needs {@code :tenant} and the point's {@code binds()}. Of an object's
 * versions it is the one known last; equal times are told apart by the version.
 */
public final class PastState {
  private static final String VISIBLE =
      " WHERE v.tenant_id = :tenant AND v.known_from <= :knownAt AND v.recorded_at <= :recordedBy";

  /** Exchange rates of the time, as one JSON object: currency → reporting currency per unit, a decimal text. */
  public static final String RATES =
      """
      (SELECT jsonb_object_agg(x.currency, CAST(x.rate AS text)) FROM (
         SELECT DISTINCT ON (v.currency) v.currency, v.rate FROM app.exchange_rate_version v
         WHERE v.tenant_id = :tenant AND v.known_from <= :knownAt AND v.recorded_at <= :recordedBy AND v.rate_date <= :today
         ORDER BY v.currency, v.rate_date DESC, v.recorded_at DESC) x)""";

  private PastState() {}

  /** All rows. */
  public static String all(String table) {
    return "(SELECT p.* FROM (SELECT DISTINCT ON (v.id) v.content FROM app." + table + "_version v" + VISIBLE
        + " ORDER BY v.id, v.known_from DESC, v.version DESC) v" + columns(table) + ")";
  }

  /** The rows that belonged to a customer. Only for tables whose versions have a column {@code customer_id}. */
  public static String ofCustomer(String table, String customerId) {
    return "(SELECT p.* FROM " + contentsOfCustomer(table, customerId) + " v" + columns(table) + ")";
  }

  /**
   * The same as {@code id} and {@code content}, for who needs little of it. Found by the versions that name the customer;
   * an object whose last version names another one has moved away.
   */
  public static String contentsOfCustomer(String table, String customerId) {
    return "(SELECT DISTINCT ON (v.id) v.id, v.content FROM app." + table + "_version v" + VISIBLE + " AND v.customer_id = "
        + customerId + " AND NOT EXISTS (SELECT FROM app." + table + "_version m WHERE m.tenant_id = :tenant AND m.id = v.id"
        + " AND m.customer_id <> v.customer_id AND m.known_from <= :knownAt AND m.recorded_at <= :recordedBy"
        + " AND (m.known_from, m.version) > (v.known_from, v.version)) ORDER BY v.id, v.known_from DESC, v.version DESC)";
  }

  /** The row with this id (an SQL expression), if it was there. */
  public static String one(String table, String id) {
    return "(SELECT p.* FROM (SELECT v.content FROM app." + table + "_version v" + VISIBLE + " AND v.id = " + id
        + " ORDER BY v.known_from DESC, v.version DESC LIMIT 1) v" + columns(table) + ")";
  }

  /** The score that stood for this renewal (an SQL expression): the newest of an active model. */
  public static String score(String renewalId) {
    return "(SELECT x.id AS score_id, x.probability, x.band, x.at_risk, x.as_of AS scored_at FROM app.risk_score x"
        + " WHERE x.tenant_id = :tenant AND x.renewal_id = " + renewalId + " AND x.model_state = 'ACTIVE'"
        + " AND x.as_of <= :knownAt AND x.recorded_at <= :recordedBy ORDER BY x.as_of DESC, x.id DESC LIMIT 1)";
  }

  private static String columns(String table) {
    return " CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS app." + table + "), v.content) p";
  }
}
