package dev.perennial.history;

/**
 * SQL of what a versioned table held at a {@link PointInTime}: a derived table with the columns of the table itself, to be
 * put where the table stands in a plain read. Needs {@code :tenant} and the point's {@code binds()}. Of an object's
 * versions it is the one known last; equal times are told apart by the version.
 */
public final class PastState {
  private static final String VISIBLE =
      " WHERE v.tenant_id = :tenant AND v.known_from <= :knownAt AND v.recorded_at <= :recordedBy";

  /** Merging and parting take effect at the time they are recorded, so both limits of a point in time bound them. */
  private static final String MERGED =
      " AND a.from_at <= least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz))"
          + " AND (a.to_at IS NULL OR a.to_at > least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz)))";

  private static final String LAST_INTERACTION =
      """
      (SELECT s.occurred_at FROM app.signal s
       WHERE s.tenant_id = :tenant AND s.customer_id = $CUSTOMER$ AND s.kind = 'INTERACTION' AND NOT s.retracted
         AND CASE WHEN s.known_at <= :knownAt AND s.recorded_at <= :recordedBy THEN true ELSE false END
         AND NOT coalesce((SELECT true FROM app.signal l WHERE l.tenant_id = :tenant AND l.source = s.source
                             AND l.source_id = s.source_id AND l.revision > s.revision AND l.revision > 0
                             AND l.known_at <= :knownAt AND l.recorded_at <= :recordedBy LIMIT 1), false)
       ORDER BY s.occurred_at DESC LIMIT 1)""";

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

  /**
   * All rows, for a page in the order of a column of the versions that an index has after the tenant: a version is taken
   * when no later one is seen, so that the page ends the walk. It goes by {@code version_key} and {@code version_id}.
   */
  public static String sorted(String table, String column) {
    return "(SELECT p.*, v.id AS version_id, v." + column + " AS version_key FROM (SELECT v.id, v.content, v." + column
        + " FROM app." + table + "_version v" + VISIBLE + " AND NOT coalesce((SELECT true FROM app." + table
        + "_version l WHERE l.tenant_id = :tenant AND l.id = v.id AND l.known_from <= :knownAt AND l.recorded_at <= :recordedBy"
        + " AND (l.known_from, l.version) > (v.known_from, v.version) LIMIT 1), false)) v" + columns(table) + ")";
  }

  /** The rows that belonged to a customer. Only for tables whose versions have a column {@code customer_id}. */
  public static String ofCustomer(String table, String customerId) {
    return "(SELECT p.* FROM " + contentsOfCustomer(table, customerId) + " v" + columns(table) + ")";
  }

  /**
   * The same as {@code id} and {@code content}, for who needs little of it. Found by the versions that name the customer;
   * an object whose last version names another one has moved away, which is looked up once for each object.
   */
  public static String contentsOfCustomer(String table, String customerId) {
    return "(SELECT v.id, v.content FROM (SELECT DISTINCT ON (v.id) v.id, v.version, v.known_from, v.content FROM app." + table
        + "_version v" + VISIBLE + " AND v.customer_id = " + customerId + " ORDER BY v.id, v.known_from DESC, v.version DESC) v"
        + " WHERE NOT coalesce((SELECT true FROM app." + table + "_version m WHERE m.tenant_id = :tenant AND m.id = v.id"
        + " AND m.customer_id <> " + customerId + " AND m.known_from <= :knownAt AND m.recorded_at <= :recordedBy"
        + " AND (m.known_from, m.version) > (v.known_from, v.version) LIMIT 1), false))";
  }

  /** The row with this id (an SQL expression), if it was there. */
  public static String one(String table, String id) {
    return "(SELECT p.* FROM " + content(table, id) + " v" + columns(table) + ")";
  }

  /** The same as {@code content}. */
  public static String content(String table, String id) {
    return "(SELECT v.content FROM app." + table + "_version v" + VISIBLE + " AND v.id = " + id
        + " ORDER BY v.known_from DESC, v.version DESC LIMIT 1)";
  }

  /** The score that stood for this renewal (an SQL expression): the newest of an active model. */
  public static String score(String renewalId) {
    return "(SELECT x.id AS score_id, x.probability, x.band, x.at_risk, x.as_of AS scored_at FROM app.risk_score x"
        + " WHERE x.tenant_id = :tenant AND x.renewal_id = " + renewalId + " AND x.model_state = 'ACTIVE'"
        + " AND x.as_of <= :knownAt AND x.recorded_at <= :recordedBy ORDER BY x.as_of DESC, x.id DESC LIMIT 1)";
  }

  /**
   * When a customer (its id an SQL expression) was last in touch. The CASE keeps the planner from guessing at the times:
   * without their values it would expect one row in nine, and plan anew at each call.
   */
  public static String lastInteraction(String customerId) {
    return LAST_INTERACTION.replace("$CUSTOMER$", customerId);
  }

  /** The same of those who had been merged into it; null when nobody was. */
  public static String lastInteractionOfMerged(String customerId) {
    return "(SELECT max(" + lastInteraction("a.alias_id") + ") FROM app.alias a WHERE a.tenant_id = :tenant"
        + " AND a.resource_type = 'customer' AND a.survivor_id = " + customerId + MERGED + ")";
  }

  /** Whether anybody had been merged into it. */
  public static String hasMerged(String customerId) {
    return "EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.survivor_id = "
        + customerId + MERGED + ")";
  }

  /** The customer that stood for this one (an SQL expression): itself, unless it had been merged into another. */
  public static String survivor(String customerId) {
    return "(SELECT coalesce((SELECT a.survivor_id FROM app.alias a WHERE a.tenant_id = :tenant"
        + " AND a.resource_type = 'customer' AND a.alias_id = n.id" + MERGED + "), n.id) FROM (SELECT " + customerId
        + " AS id OFFSET 0) n)";
  }

  /** {@code AND …}: leaves out the customers (their id an SQL expression) that had been merged into another. */
  public static String unmerged(String customerId) {
    return " AND NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'"
        + " AND a.alias_id = " + customerId + MERGED + ")";
  }

  private static String columns(String table) {
    return " CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS app." + table + "), v.content) p";
  }
}
