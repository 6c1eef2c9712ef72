package dev.perennial.utilisation;

import dev.perennial.history.PastState;
import dev.perennial.history.TermSql;
import dev.perennial.signal.SignalFacts;

/**
 * The statement that measures entitlements in force: periods are laid from the grant's start, those of a TERM are the
 * contract's terms; the use of the last six and of the running one is summed in one pass. Days on which the contract rests are
 * no time in which something could be used. The pace is over the last complete period and the running one together, so that it
 * does not jump on the day a quota is reset; in a first period it is given once a quarter of that has passed.
 */
final class UtilisationSql {
  private static final String CONTRACTS_OF_ONE = PastState.ofCustomer("contract", "CAST(:customer AS uuid)");

  /** An entitlement whose last version names another contract has moved there. */
  private static final String GRANTS_OF_ONE =
      """
      LATERAL (SELECT p.* FROM (SELECT DISTINCT ON (v.id) v.id, v.version, v.known_from, v.content
                                FROM app.entitlement_version v
                                WHERE v.tenant_id = :tenant AND v.contract_id = k.id AND v.known_from <= :knownAt
                                  AND v.recorded_at <= :recordedBy
                                ORDER BY v.id, v.known_from DESC, v.version DESC) v
               CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS app.entitlement), v.content) p
               WHERE NOT EXISTS (SELECT FROM app.entitlement_version m
                                 WHERE m.tenant_id = :tenant AND m.id = v.id AND m.contract_id <> k.id
                                   AND m.known_from <= :knownAt AND m.recorded_at <= :recordedBy
                                   AND (m.known_from, m.version) > (v.known_from, v.version)))""";

  private static final String MEASURE =
      """
      WITH granted AS (
        SELECT e.id, k.customer_id, k.id AS contract_id, k.start_date AS contract_start, k.end_date AS contract_end, k.pauses,
               e.unit, e.quantity, e.period, e.usage_type, e.aggregation,
               greatest(e.start_date, l."startDate", k.start_date) AS from_date,
               least(e.end_date, l."endDate", k.end_date, k.ended_date) AS last_date,
               CASE e.period WHEN 'QUARTER' THEN 3 WHEN 'YEAR' THEN 12 WHEN 'TERM' THEN 12 ELSE 1 END AS months
        FROM $CONTRACTS$ k CROSS JOIN $GRANTS$ e
        LEFT JOIN LATERAL (SELECT n.* FROM jsonb_to_recordset(k.lines) AS n(id uuid, "startDate" date, "endDate" date)
                           WHERE n.id = e.line_id) l ON true),
      in_force AS (
        SELECT g.*, g.period = 'TERM' AND g.last_date IS NOT NULL AS by_term,
                    CASE WHEN g.from_date + make_interval(months => (n.passed + 1) * g.months) <= :today THEN n.passed + 1
                         ELSE n.passed END AS running
        FROM granted g CROSS JOIN LATERAL (SELECT age(CAST(:today AS date), g.from_date) AS age) a
        CROSS JOIN LATERAL (
          SELECT CAST(extract(YEAR FROM a.age) * 12 + extract(MONTH FROM a.age) AS int) / g.months AS passed) n
        WHERE g.from_date <= :today AND coalesce(g.last_date, 'infinity') >= :today),
      laid AS (
        SELECT g.*, i.number, i.period_from, i.period_to
        FROM in_force g CROSS JOIN LATERAL (
          SELECT n.number, CAST(g.from_date + make_interval(months => n.number * g.months) AS date) AS period_from,
                 CAST(g.from_date + make_interval(months => (n.number + 1) * g.months) AS date) AS period_to
          FROM generate_series(greatest(g.running - 6, 0), g.running) AS n(number)
          WHERE NOT g.by_term
          UNION ALL
          (SELECT t.number, greatest(t.from_date, g.from_date), least(t.next_date, g.last_date + 1)
           FROM $TERMS$ t
           WHERE g.by_term AND t.from_date <= :today AND greatest(t.from_date, g.from_date) < least(t.next_date, g.last_date + 1)
           ORDER BY t.number DESC LIMIT 7)) i),
      fact AS MATERIALIZED (
        SELECT f.customer_id, f.type, f.value, f.occurred_at FROM $FACTS$ f
        WHERE f.type = ANY(ARRAY(SELECT DISTINCT usage_type FROM in_force))),
      used AS (
        SELECT l.id, l.period_from, l.period_to, row_number() OVER (PARTITION BY l.id ORDER BY l.number DESC) AS back,
               coalesce(CASE l.aggregation WHEN 'SUM' THEN sum(f.value) WHEN 'MAXIMUM' THEN max(f.value)
                                           ELSE count(f.occurred_at) END, 0) AS used
        FROM laid l LEFT JOIN fact f ON f.customer_id = l.customer_id AND f.type = l.usage_type
          AND f.occurred_at >= CAST(l.period_from AS timestamp) AT TIME ZONE :zone
          AND f.occurred_at < CAST(l.period_to AS timestamp) AT TIME ZONE :zone
        GROUP BY l.id, l.number, l.period_from, l.period_to, l.aggregation),
      summed AS (
        SELECT u.id, max(u.used) FILTER (WHERE u.back = 1) AS running_used,
               max(u.period_from) FILTER (WHERE u.back = 1) AS running_from,
               max(u.period_to) FILTER (WHERE u.back = 1) AS running_to,
               max(u.used) FILTER (WHERE u.back = 2) AS last_used,
               max(u.period_from) FILTER (WHERE u.back = 2) AS last_from,
               jsonb_agg(jsonb_build_object('from', u.period_from, 'to', u.period_to - 1, 'used', u.used,
                                            'share', u.used / g.quantity) ORDER BY u.back DESC)
                 FILTER (WHERE u.back > 1) AS trend
        FROM in_force g JOIN used u ON u.id = g.id GROUP BY u.id),
      placed AS (
        SELECT s.*, g.pauses, CAST(s.last_from AS timestamp) AT TIME ZONE :zone AS last_from_at,
               CAST(s.running_from AS timestamp) AT TIME ZONE :zone AS running_from_at,
               CAST(s.running_to AS timestamp) AT TIME ZONE :zone AS running_to_at
        FROM summed s JOIN in_force g ON g.id = s.id),
      timed AS (
        SELECT p.*, coalesce((extract(epoch FROM CAST(:knownAt AS timestamptz) - p.running_from_at) - $GONE$)
                             / nullif(extract(epoch FROM p.running_to_at - p.running_from_at) - $ALL$, 0), 0) AS elapsed,
               extract(epoch FROM p.running_from_at - p.last_from_at) > $LAST$ AS last_counts
        FROM placed p),
      judged AS (
        SELECT g.*, t.running_used, t.running_from, t.running_to, t.last_used, t.trend, CAST(t.elapsed AS float8) AS elapsed,
               CASE WHEN EXISTS (SELECT FROM fact f WHERE f.customer_id = g.customer_id AND f.type = g.usage_type) THEN 'MEASURED'
                    WHEN EXISTS (SELECT FROM app.signal_stream r WHERE r.tenant_id = :tenant AND r.type = g.usage_type
                                   AND r.first_known_at <= :knownAt) THEN 'NEVER_REPORTED'
                    ELSE 'NO_USAGE_SOURCE' END AS state,
               CASE WHEN g.period = 'AT_A_TIME' THEN greatest(t.running_used, t.last_used) / g.quantity
                    WHEN t.last_counts THEN (t.last_used + t.running_used) / (g.quantity * (1 + t.elapsed))
                    WHEN t.elapsed >= 0.25 THEN t.running_used / (g.quantity * t.elapsed) END AS raw_pace
        FROM in_force g JOIN timed t ON t.id = g.id),
      measured AS (
        SELECT j.*, CAST(CASE WHEN j.state = 'MEASURED' THEN j.raw_pace END AS float8) AS pace,
               CAST(coalesce(CASE WHEN j.state = 'MEASURED' THEN j.raw_pace END, 'infinity') AS float8) AS sort_pace
        FROM judged j)
      SELECT * FROM measured WHERE true
      """
          .replace("$TERMS$", TermSql.terms("$RENEWALS$", "g.contract_id", "g.contract_start", "g.contract_end"))
          .replace("$GONE$", TermSql.pausedSeconds("p.pauses", "p.running_from_at", "CAST(:knownAt AS timestamptz)"))
          .replace("$ALL$", TermSql.pausedSeconds("p.pauses", "p.running_from_at", "p.running_to_at"))
          .replace("$LAST$", TermSql.pausedSeconds("p.pauses", "p.last_from_at", "p.running_from_at"));

  static final String OF_ONE =
      MEASURE
          .replace("$CONTRACTS$", CONTRACTS_OF_ONE)
          .replace("$GRANTS$", GRANTS_OF_ONE)
          .replace("$RENEWALS$", PastState.ofCustomer("renewal", "CAST(:customer AS uuid)"))
          .replace("$FACTS$", SignalFacts.OF_ONE);

  static final String OF_ALL =
      MEASURE
          .replace("$CONTRACTS$", "(SELECT * FROM app.contract WHERE tenant_id = :tenant)")
          .replace("$RENEWALS$", "(SELECT * FROM app.renewal WHERE tenant_id = :tenant)")
          .replace("$GRANTS$", "LATERAL (SELECT * FROM app.entitlement x WHERE x.tenant_id = :tenant AND x.contract_id = k.id)")
          .replace("$FACTS$", SignalFacts.OF_ALL);

  private UtilisationSql() {}
}
