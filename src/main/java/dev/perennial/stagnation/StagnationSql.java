package dev.perennial.stagnation;

import dev.perennial.adoption.CustomerStarts;
import dev.perennial.adoption.ProductFeatureView;
import dev.perennial.adoption.StepSql;
import dev.perennial.history.PastState;
import dev.perennial.signal.SignalFacts;
import java.util.List;
import java.util.Map;

/**
 * The statement that finds what was new to customers: CTEs ending in {@code moved(customer_id, kind, day, what)}, after those
 * of {@link StepSql} for the features.
 */
final class StagnationSql {
  static final int NEW_SOURCE_DAYS = 30;
  static final String CHANGE_INITIATIVE = "change_initiative";

  private static final String CONNECTED =
      "EXISTS (SELECT FROM app.signal_stream t WHERE t.tenant_id = :tenant AND t.kind = 'USAGE' AND t.first_known_at <= :knownAt)"
          + " AS connected";

  /** A first use in the first days of a source is the source's news. */
  private static final String USES =
      """
      , stream AS (
        SELECT t.type, min(t.first_known_at) + make_interval(days => 30) AS settled_at FROM app.signal_stream t
        WHERE t.tenant_id = :tenant AND t.kind = 'USAGE' AND t.first_known_at <= :knownAt GROUP BY t.type),
      use AS (
        SELECT f.customer_id, f.type, min(f.occurred_at) AS at FROM $FACTS$ f WHERE f.kind = 'USAGE'
        GROUP BY f.customer_id, f.type),
      new_use AS (
        SELECT DISTINCT ON (u.customer_id) u.customer_id, u.type, u.at
        FROM use u JOIN stream s ON s.type = u.type AND u.at > s.settled_at
        ORDER BY u.customer_id, u.at DESC, u.type),
      initiative AS (
        SELECT f.customer_id, max(f.occurred_at) AS at FROM $FACTS$ f WHERE f.type = 'change_initiative' GROUP BY f.customer_id),
      expansion AS ($EXPANSION$),
      moved AS (
        SELECT r.customer_id, m.kind, m.day, m.what
        FROM reached r
        LEFT JOIN new_use u ON u.customer_id = r.customer_id
        LEFT JOIN initiative i ON i.customer_id = r.customer_id
        LEFT JOIN expansion e ON e.customer_id = r.customer_id
        CROSS JOIN LATERAL (VALUES
          ('NEW_USE', CAST(u.at AT TIME ZONE :zone AS date), u.type),
          ('CHANGE_INITIATIVE', CAST(i.at AT TIME ZONE :zone AS date), 'change_initiative'),
          ('EXPANSION', e.day, e.what)$FEATURES$) AS m(kind, day, what)
        WHERE m.day IS NOT NULL)
      """;

  /** Of one customer's past it comes from the versions of its contracts: see {@link StagnationRepository}. */
  private static final String NO_EXPANSION =
      "SELECT CAST(NULL AS uuid) AS customer_id, CAST(NULL AS date) AS day, CAST(NULL AS text) AS what WHERE false";

  private static final String EXPANSIONS =
      """
      SELECT DISTINCT ON (x.customer_id) x.customer_id, x.from_date AS day,
             round(x.before, 2) || ' → ' || round(x.mrr, 2) || ' ' || :currency AS what
      FROM (SELECT v.customer_id, v.from_date, v.mrr,
                   lag(v.mrr) OVER (PARTITION BY v.customer_id ORDER BY v.from_date) AS before
            FROM app.customer_revenue v WHERE v.tenant_id = :tenant AND v.from_date <= :today) x
      WHERE x.before > 0 AND x.mrr > x.before ORDER BY x.customer_id, x.from_date DESC""";

  private static final String ONE =
      """
      SELECT r.start_date, $CONNECTED$, EXISTS (SELECT FROM use) AS reported,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'date', m.day, 'what', m.what)), '[]') FROM moved m)
               AS movements,
             (SELECT jsonb_agg(k.content) FROM $CONTRACTS$ k) AS contracts,
             (SELECT jsonb_agg(k.content) FROM $RENEWALS$ k) AS renewals, CAST($RATES$ AS text) AS rates
      FROM reached r
      """
          .replace("$CONNECTED$", CONNECTED)
          .replace("$CONTRACTS$", PastState.contentsOfCustomer("contract", "CAST(:customer AS uuid)"))
          .replace("$RENEWALS$", PastState.contentsOfCustomer("renewal", "CAST(:customer AS uuid)"))
          .replace("$RATES$", PastState.RATES);

  private static final String ALL =
      """
      SELECT c.id, c.name, c.tier, c.region, c.csm_id, x.kind, x.day, x.what, x.since, $CONNECTED$,
             EXISTS (SELECT FROM use u WHERE u.customer_id = c.id) AS reported
      FROM (SELECT DISTINCT ON (r.customer_id) r.customer_id, m.kind, m.day, m.what, coalesce(m.day, r.start_date) AS since
            FROM reached r LEFT JOIN moved m ON m.customer_id = r.customer_id AND m.day >= r.start_date
            WHERE r.active ORDER BY r.customer_id, m.day DESC NULLS LAST, m.kind, m.what) x
      JOIN app.customer c ON c.tenant_id = :tenant AND c.id = x.customer_id
      WHERE true
      """
          .replace("$CONNECTED$", CONNECTED);

  private StagnationSql() {}

  static String ofOne(List<ProductFeatureView> features, Map<String, Object> binds) {
    return StepSql.ofFeatures(features, SignalFacts.OF_ONE, CustomerStarts.OF_ONE, binds)
        + uses(SignalFacts.OF_ONE, NO_EXPANSION, features, binds)
        + ONE;
  }

  static String ofAll(List<ProductFeatureView> features, Map<String, Object> binds) {
    return StepSql.ofFeatures(features, SignalFacts.OF_ALL, CustomerStarts.OF_ALL, binds)
        + uses(SignalFacts.OF_ALL, EXPANSIONS, features, binds)
        + ALL;
  }

  private static String uses(
      String facts, String expansions, List<ProductFeatureView> features, Map<String, Object> binds) {
    StringBuilder adopted = new StringBuilder();
    for (int i = 1; i <= features.size(); i++) {
      adopted.append(",\n          ('NEW_FEATURE', CAST(r.at_").append(i).append(" AT TIME ZONE :zone AS date), CAST(:feature_")
          .append(i).append(" AS text))");
      binds.put("feature_" + i, features.get(i - 1).code());
    }
    return USES.replace("$FACTS$", facts).replace("$EXPANSION$", expansions).replace("$FEATURES$", adopted);
  }
}
