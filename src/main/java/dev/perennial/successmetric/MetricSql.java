package dev.perennial.successmetric;

import dev.perennial.fact.FactKey;
import dev.perennial.signal.Signals;

/**
 * SQL beside a metric {@code m}. Everything needs {@code :tenant}, {@code :knownAt} and {@code :recordedBy}; both {@code
 * PointInTime.ALL} for the present.
 */
final class MetricSql {
  static final String MEASUREMENT = "measurement";

  /** Points that a read takes at most; the newest. */
  private static final int POINTS = 500;

  /** A measurement without a month answers the follow-up that is due within this many days, or was last due. */
  static final int EARLY_DAYS = 30;

  private static final String OF_METRIC =
      "app.measurement x WHERE x.tenant_id = :tenant AND x.success_metric_id = m.id" + FactKey.visibleSql(MEASUREMENT, "x");

  static final String POINTS_OF =
      """
      (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'value', x.value, 'at', x.occurred_at, 'month', x.follow_up_month,
                                                 'source', x.source)
                        ORDER BY x.occurred_at, x.id)
       FROM (SELECT x.*, $ID$ AS id FROM $MEASUREMENTS$ ORDER BY x.occurred_at DESC LIMIT $N$) x)"""
          .replace("$ID$", FactKey.idSql(MEASUREMENT, "x"))
          .replace("$MEASUREMENTS$", OF_METRIC)
          .replace("$N$", String.valueOf(POINTS));

  /** When the months of follow-ups begin to count. */
  private static final String START =
      "coalesce(m.baseline_date, (SELECT CAST(max(x.occurred_at) AS date) FROM " + OF_METRIC
          + " AND x.follow_up_month = 0), CAST(m.created_at AS date))";

  /** Rows (month, due_date, measurement_id, value, measured_at). */
  static final String FOLLOW_UPS =
      """
      SELECT f.month, f.due_date, d.measurement_id, d.value, d.measured_at FROM (
        SELECT month, CAST(s.start + month * interval '1 month' AS date) AS due_date,
               CAST(s.start + lead(month) OVER (ORDER BY month) * interval '1 month' AS date) AS next_due_date
        FROM (SELECT $START$ AS start) s, unnest(m.follow_up_months) AS month) f
      LEFT JOIN LATERAL (
        SELECT $ID$ AS measurement_id, x.value, x.occurred_at AS measured_at FROM $MEASUREMENTS$
          AND (x.follow_up_month = f.month OR x.follow_up_month IS NULL
               AND x.occurred_at >= f.due_date - $EARLY$ AND x.occurred_at < coalesce(f.next_due_date - $EARLY$, 'infinity'))
        ORDER BY (x.follow_up_month IS NULL), x.occurred_at LIMIT 1) d ON true
      """
          .replace("$START$", START)
          .replace("$ID$", FactKey.idSql(MEASUREMENT, "x"))
          .replace("$MEASUREMENTS$", OF_METRIC)
          .replace("$EARLY$", String.valueOf(EARLY_DAYS));

  /** A condition on {@code m}: its formula gives its values, and nobody reports any. */
  static final String DERIVED_ONLY =
      "m.formula IS NOT NULL AND NOT EXISTS (SELECT FROM " + OF_METRIC + " AND x.follow_up_month IS DISTINCT FROM 0)";

  static final String FOLLOW_UPS_OF =
      "(SELECT jsonb_agg(jsonb_build_object('month', w.month, 'dueDate', w.due_date, 'measurementId', w.measurement_id,"
          + " 'value', w.value, 'measuredAt', w.measured_at, 'derivedValue', CASE WHEN w.due_date < CAST(:until AS timestamptz) THEN "
          + derived("CAST(w.due_date AS timestamptz)") + " END) ORDER BY w.month) FROM (" + FOLLOW_UPS + ") w)";

  private MetricSql() {}

  /** What the formula makes of the signals up to a time (an SQL expression); null without a formula. */
  static String derived(String until) {
    return """
        (SELECT CASE m.formula ->> 'aggregation' WHEN 'COUNT' THEN CAST(count(*) AS float8) WHEN 'SUM' THEN sum(s.value)
                     WHEN 'MEAN' THEN avg(s.value)
                     ELSE (array_agg(s.value ORDER BY s.occurred_at DESC) FILTER (WHERE s.value IS NOT NULL))[1] END
         FROM app.signal s WHERE m.formula IS NOT NULL AND s.tenant_id = :tenant
           AND s.customer_id IN (SELECT m.customer_id UNION ALL SELECT a.alias_id FROM app.alias a
               WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.survivor_id = m.customer_id
                 AND a.from_at <= least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz))
                 AND (a.to_at IS NULL OR a.to_at > least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz))))
           AND s.type = m.formula ->> 'type' AND (m.formula ->> 'kind' IS NULL OR s.kind = m.formula ->> 'kind')
           AND s.occurred_at <= $UNTIL$
           AND s.occurred_at > $UNTIL$ - CAST(m.formula ->> 'windowDays' AS int) * interval '1 day' $VISIBLE$
         HAVING m.formula IS NOT NULL)"""
        .replace("$UNTIL$", until)
        .replace("$VISIBLE$", Signals.PAST_SQL);
  }
}
