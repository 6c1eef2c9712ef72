package dev.perennial.risk;

import dev.perennial.history.TermSql;

/**
 * What {@link FactSection} reads of utilisation, adoption and stagnation: the same figures as those packages give for a
 * customer, as of each renewal's cut-off. Definitions of paths and features are those of now, as a feature set is itself;
 * entitlements and contracts are read as they were known.
 */
final class AdoptionSections {
  /** What {@code {contracts}} stands for in a run as of now. */
  static final String CONTRACTS_NOW =
      """
      (SELECT k.id, k.start_date, k.end_date, least(k.end_date, k.ended_date) AS last_date, k.kind, k.currency, k.term_months,
              k.lines, k.pauses
       FROM app.contract k WHERE k.tenant_id = :tenant AND k.customer_id {customer})""";

  /** And otherwise: the contracts as they were known; one that a merge moved since is told by the version of the time. */
  static final String CONTRACTS_THEN =
      """
      (SELECT DISTINCT ON (v.id) v.id, CAST(v.content ->> 'start_date' AS date) AS start_date,
              CAST(v.content ->> 'end_date' AS date) AS end_date,
              least(CAST(v.content ->> 'end_date' AS date), CAST(v.content ->> 'ended_date' AS date)) AS last_date,
              v.content ->> 'kind' AS kind, v.content ->> 'currency' AS currency,
              CAST(v.content ->> 'term_months' AS int) AS term_months, v.content -> 'lines' AS lines, v.content -> 'pauses' AS pauses
       FROM app.contract_version v
       WHERE v.tenant_id = :tenant AND v.customer_id {customer} AND v.known_from <= {cutoff} {recorded v}
       ORDER BY v.id, v.known_from DESC, v.version DESC)""";

  /** What {@code {renewals}} stands for, the decisions of the customer's contracts, in a run as of now. */
  static final String RENEWALS_NOW = "(SELECT * FROM app.renewal w WHERE w.tenant_id = :tenant)";

  /** And otherwise. */
  static final String RENEWALS_THEN =
      """
      (SELECT DISTINCT ON (v.id) CAST(v.content ->> 'contract_id' AS uuid) AS contract_id, v.content ->> 'kind' AS kind,
              v.content ->> 'outcome' AS outcome, CAST(v.content ->> 'due_date' AS date) AS due_date
       FROM app.renewal_version v
       WHERE v.tenant_id = :tenant AND v.customer_id {customer} AND v.known_from <= {cutoff} {recorded v}
       ORDER BY v.id, v.known_from DESC, v.version DESC)""";

  /** No LIMIT, max or EXISTS over signals: before their statistics are there, the planner would walk everybody's by time. */
  private static final String NTH = "(array_agg(s.occurred_at ORDER BY s.occurred_at))";

  /** One row for each entitlement in force whose use somebody reports: its pace. */
  static final String UTILISATION =
      """
      FROM (SELECT g.usage_type,
                   CASE WHEN g.period = 'AT_A_TIME' THEN greatest(u.running_used, u.last_used) / g.quantity
                        WHEN u.last_counts
                          THEN (coalesce(u.last_used, 0) + coalesce(u.running_used, 0)) / (g.quantity * (1 + u.elapsed))
                        WHEN u.elapsed >= 0.25 THEN coalesce(u.running_used, 0) / (g.quantity * u.elapsed) END AS pace
            FROM (SELECT e.*, CASE WHEN e.from_date + make_interval(months => (n.passed + 1) * e.months) <= {day} THEN n.passed + 1
                                   ELSE n.passed END AS running
                  FROM (SELECT p.usage_type, p.aggregation, p.period, p.quantity,
                               k.id AS contract_id, k.start_date AS contract_start, k.end_date AS contract_end, k.pauses,
                               greatest(p.start_date, l."startDate", k.start_date) AS from_date,
                               least(p.end_date, l."endDate", k.last_date) AS last_date,
                               p.period = 'TERM' AND least(p.end_date, l."endDate", k.last_date) IS NOT NULL AS by_term,
                               CASE p.period WHEN 'QUARTER' THEN 3 WHEN 'YEAR' THEN 12 WHEN 'TERM' THEN 12 ELSE 1 END AS months
                        FROM {contracts} k
                        CROSS JOIN LATERAL (
                          SELECT DISTINCT ON (v.id) v.id, v.version, v.known_from, v.content FROM app.entitlement_version v
                          WHERE v.tenant_id = :tenant AND v.contract_id = k.id AND v.known_from <= {cutoff} {recorded v}
                          ORDER BY v.id, v.known_from DESC, v.version DESC) v
                        CROSS JOIN LATERAL jsonb_populate_record(CAST(NULL AS app.entitlement), v.content) p
                        LEFT JOIN LATERAL (SELECT n.* FROM jsonb_to_recordset(k.lines) AS n(id uuid, "startDate" date, "endDate" date)
                                           WHERE n.id = p.line_id) l ON true
                        WHERE NOT EXISTS (SELECT FROM app.entitlement_version m
                          WHERE m.tenant_id = :tenant AND m.id = v.id AND m.contract_id <> k.id AND m.known_from <= {cutoff} {recorded m}
                            AND (m.known_from, m.version) > (v.known_from, v.version))) e
                  CROSS JOIN LATERAL (
                    SELECT CAST(extract(YEAR FROM age({day}, e.from_date)) * 12
                                + extract(MONTH FROM age({day}, e.from_date)) AS int) / e.months AS passed) n
                  WHERE e.from_date <= {day} AND coalesce(e.last_date, 'infinity') >= {day}) g
            CROSS JOIN LATERAL (
              SELECT CAST((array_agg(i.period_from ORDER BY i.number DESC))[2] AS timestamp) AT TIME ZONE :zone AS last_from,
                     CAST((array_agg(i.period_from ORDER BY i.number DESC))[1] AS timestamp) AT TIME ZONE :zone AS running_from,
                     CAST((array_agg(i.period_to ORDER BY i.number DESC))[1] AS timestamp) AT TIME ZONE :zone AS running_to
              FROM (SELECT n.number, CAST(g.from_date + make_interval(months => n.number * g.months) AS date) AS period_from,
                           CAST(g.from_date + make_interval(months => (n.number + 1) * g.months) AS date) AS period_to
                    FROM generate_series(greatest(g.running - 1, 0), g.running) AS n(number)
                    WHERE NOT g.by_term
                    UNION ALL
                    SELECT m.number, greatest(m.from_date, g.from_date), least(m.next_date, g.last_date + 1)
                    FROM $TERMS$ m
                    WHERE g.by_term AND m.from_date <= {day}
                      AND greatest(m.from_date, g.from_date) < least(m.next_date, g.last_date + 1)) i) t
            CROSS JOIN LATERAL (
              SELECT count(*) AS reported,
                     CASE g.aggregation WHEN 'SUM' THEN sum(s.value) FILTER (WHERE s.occurred_at >= t.running_from)
                       WHEN 'MAXIMUM' THEN max(s.value) FILTER (WHERE s.occurred_at >= t.running_from)
                       ELSE count(*) FILTER (WHERE s.occurred_at >= t.running_from) END AS running_used,
                     CASE g.aggregation WHEN 'SUM' THEN sum(s.value) FILTER (WHERE $LAST$)
                       WHEN 'MAXIMUM' THEN max(s.value) FILTER (WHERE $LAST$)
                       ELSE count(*) FILTER (WHERE $LAST$) END AS last_used,
                     CAST(coalesce((date_part('epoch', {cutoff} - t.running_from) - $GONE$)
                       / nullif(date_part('epoch', t.running_to - t.running_from) - $ALL$, 0), 0) AS float8) AS elapsed,
                     date_part('epoch', t.running_from - t.last_from) > $RESTED$ AS last_counts
              FROM app.signal s WHERE s.type = g.usage_type AND {visible}) u
            WHERE u.reported > 0) q"""
          .replace("$TERMS$", TermSql.terms("{renewals}", "g.contract_id", "g.contract_start", "g.contract_end"))
          .replace("$GONE$", TermSql.pausedSeconds("g.pauses", "t.running_from", "{cutoff}"))
          .replace("$ALL$", TermSql.pausedSeconds("g.pauses", "t.running_from", "t.running_to"))
          .replace("$RESTED$", TermSql.pausedSeconds("g.pauses", "t.last_from", "t.running_from"))
          .replace("$LAST$", "s.occurred_at >= t.last_from AND s.occurred_at < t.running_from");

  /** One row for each path: the share of its steps that are reached. A step is walked to from the one before. */
  static final String ADOPTION =
      """
      FROM (SELECT p.code, (
              WITH RECURSIVE walk AS (
                SELECT 0 AS number, o.start_at, o.start_at AS at
                UNION ALL
                SELECT w.number + 1, w.start_at, (
                  SELECT $NTH$[coalesce(CAST(t.step -> 'predicate' ->> 'minimumCount' AS int), 1)] FROM app.signal s
                  WHERE $PREDICATE$
                    AND (w.number = 0 OR NOT p.strict_order OR s.occurred_at >= w.at)
                    AND (t.step ->> 'withinDays' IS NULL OR s.occurred_at >= t.anchor
                      AND s.occurred_at < t.anchor + make_interval(days => CAST(t.step ->> 'withinDays' AS int)))
                    AND {visible})
                FROM walk w CROSS JOIN LATERAL (
                  SELECT p.steps -> w.number AS step,
                         CASE WHEN p.steps -> w.number ->> 'within' = 'PREVIOUS_STEP' THEN w.at ELSE w.start_at END AS anchor) t
                WHERE w.number < jsonb_array_length(p.steps))
              SELECT count(w.at) FILTER (WHERE w.number > 0) / CAST(jsonb_array_length(p.steps) AS float8) FROM walk w) AS progress
            FROM app.adoption_path p
            CROSS JOIN (SELECT CAST(min(k.start_date) AS timestamp) AT TIME ZONE :zone AS start_at FROM {contracts} k
                        WHERE k.start_date <= {day}) o
            WHERE p.tenant_id = :tenant) q"""
          .replace("$NTH$", NTH)
          .replace("$PREDICATE$", predicate("t.step -> 'predicate'", "s"));

  /**
   * One row for the customer's start and for each thing that was new to it, and whether anybody tells of its use. Its USAGE is
   * what {@link FactSection#SIGNALS} collected of it; other signals are read only where the tenant has of those that count, and
   * are kept, whatever the planner believes of their number.
   */
  static final String STAGNATION =
      """
      FROM (WITH k AS MATERIALIZED {contracts}, n AS MATERIALIZED (
              SELECT s.type, s.occurred_at, s.value, s.attributes FROM app.signal s
              WHERE s.type = ANY(ARRAY(SELECT t.type $NEWS$)) AND EXISTS (SELECT $NEWS$) AND {visible})
            SELECT m.at, f.usage_types IS NOT NULL AS reported
            FROM (
              SELECT CAST(min(k.start_date) AS timestamp) AT TIME ZONE :zone AS at FROM k WHERE k.start_date <= {day}
              UNION ALL
              SELECT u.at FROM (SELECT w.type, min(w.at) AS at FROM unnest(f.usage_types, f.usage_times) AS w(type, at) GROUP BY w.type) u
              WHERE u.at > (SELECT min(t.first_known_at) + make_interval(days => 30) FROM {streams} t
                            WHERE t.tenant_id = :tenant AND t.kind = 'USAGE' AND t.type = u.type AND t.first_known_at <= {cutoff})
              UNION ALL
              SELECT max(n.occurred_at) FROM n WHERE n.type = 'change_initiative'
              UNION ALL
              SELECT (SELECT (array_agg(n.occurred_at ORDER BY n.occurred_at))[coalesce(CAST(p.predicate ->> 'minimumCount' AS int), 1)]
                      FROM n WHERE n.occurred_at >= CAST(p.release_date AS timestamp) AT TIME ZONE :zone AND $PREDICATE$)
              FROM app.product_feature p WHERE p.tenant_id = :tenant
              UNION ALL
              SELECT CAST(y.day AS timestamp) AT TIME ZONE :zone
              FROM (SELECT t.currency, t.day, t.mrr, lag(t.mrr) OVER (PARTITION BY t.currency ORDER BY t.day) AS before
                    FROM (SELECT h.currency, h.day, sum(sum(h.amount)) OVER (PARTITION BY h.currency ORDER BY h.day) AS mrr
                          FROM (SELECT l.currency, d.day, d.amount FROM $LINES$ l
                                CROSS JOIN LATERAL (VALUES (l.from_date, l.amount), (l.to_date + 1, -l.amount)) AS d(day, amount)
                                WHERE d.day IS NOT NULL) h
                          GROUP BY h.currency, h.day) t) y
              WHERE y.before > 0.01 AND y.mrr > y.before + 0.01 AND y.day <= {day}) m
            WHERE m.at < {cutoff}) q"""
          .replace("$LINES$", lines())
          .replace("$PREDICATE$", predicate("p.predicate", "n"))
          .replace(
              "$NEWS$",
              """
              FROM {streams} t WHERE t.tenant_id = :tenant AND (t.type = 'change_initiative'
                  OR EXISTS (SELECT FROM app.product_feature p WHERE p.tenant_id = :tenant AND jsonb_exists(p.predicate -> 'types', t.type)))""");

  private AdoptionSections() {}

  /** Recurring lines of contracts {@code k} with their amount a month, in the contract's currency: a step is looked for in each by itself. */
  private static String lines() {
    return """
        (SELECT k.currency, coalesce(l."startDate", k.start_date) AS from_date,
                least(l."endDate", k.last_date) AS to_date,
                coalesce(l.quantity, 1) * l."unitPrice" * (100 - coalesce(l."discountPercent", 0)) / 100
                  / CASE l."amountPeriod" WHEN 'MONTH' THEN 1 WHEN 'YEAR' THEN 12
                      ELSE greatest(coalesce(k.term_months, 12), 1) END AS amount
         FROM k
         CROSS JOIN LATERAL jsonb_to_recordset(k.lines) AS l(
           "startDate" date, "endDate" date, quantity numeric, "unitPrice" numeric, "discountPercent" numeric,
           "chargeType" text, "amountPeriod" text)
         WHERE k.kind = 'SUBSCRIPTION' AND coalesce(l."chargeType", 'RECURRING') = 'RECURRING'
           AND coalesce(l."startDate", k.start_date) <= coalesce(least(l."endDate", k.last_date), 'infinity'))""";
  }

  /** What a signal must be to count, by a stored predicate (an SQL expression); {@code signal} is its alias. */
  private static String predicate(String predicate, String signal) {
    return """
        jsonb_exists($P$ -> 'types', $S$.type)
                    AND ($P$ ->> 'minimumValue' IS NULL OR $S$.value >= CAST($P$ ->> 'minimumValue' AS float8))
                    AND ($P$ -> 'attribute' ->> 'name' IS NULL
                      OR $S$.attributes ->> ($P$ -> 'attribute' ->> 'name') = $P$ -> 'attribute' ->> 'equals')"""
        .replace("$P$", "(" + predicate + ")")
        .replace("$S$", signal);
  }
}
