package dev.perennial.signal;

/**
 * Signals as customers have them, as derived tables: the last revision of each as of a point in time, under the customer it
 * stands for after merges. They need {@code :tenant}, {@code :knownAt} and {@code :recordedBy}.
 */
public final class SignalFacts {
  private static final String COLUMNS = " AS customer_id, s.kind, s.type, s.value, s.occurred_at, s.attributes FROM app.signal s";
  private static final String WHEN = " AND s.occurred_at <= :knownAt" + Signals.PAST_SQL + ")";

  /** Those of one customer; needs {@code :customer} and its {@code :family} too. */
  public static final String OF_ONE =
      "(SELECT CAST(:customer AS uuid)" + COLUMNS + " WHERE s.tenant_id = :tenant AND s.customer_id = ANY(:family)" + WHEN;

  /** Those of all customers. */
  public static final String OF_ALL =
      "(SELECT coalesce(a.survivor_id, s.customer_id)" + COLUMNS
          + " LEFT JOIN app.alias a ON a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.alias_id = s.customer_id"
          + " AND a.to_at IS NULL WHERE s.tenant_id = :tenant" + WHEN;

  private SignalFacts() {}
}
