package dev.perennial.risk;

import java.util.List;

/**
 * Where a feature query reads dated facts: one lateral part of it for each kind of them that a feature set needs.
 *
 * <p>{@code {facts}} stands for the conditions on signals, {@code {visible}} for those of any kind, {@code {contracts}} for the
 * customer's contracts as they were known, {@code {renewals}} for their decisions, {@code {customer}} for "is the renewal's
 * customer", {@code {cutoff}} for the cut-off.
 * Only what happened before it and was known at it is seen; of a corrected fact the highest revision known.
 */
enum FactSection {
  SIGNALS("f", "FROM app.signal s WHERE {facts}"),

  /**
   * The customer's interactions, as {@link #SIGNALS} found them, and the cut-off as the last: each with when silence before it
   * began. Before the first, that is since somebody could have told: the source, or the customer's first contract where that
   * came later.
   */
  CONTACTS(
      "i",
      """
      FROM (SELECT m.at, coalesce(lag(m.at) OVER (ORDER BY m.at), least(m.at, t.since)) AS since
            FROM (SELECT unnest(f.contacts) AS at UNION ALL SELECT {cutoff}) m
            CROSS JOIN (SELECT greatest(
                (SELECT min(u.first_known_at) FROM {streams} u WHERE u.tenant_id = :tenant AND u.kind = 'INTERACTION'),
                (SELECT CAST(min(k.start_date) AS timestamp) AT TIME ZONE :zone FROM {contracts} k)) AS since) t) q""",
      "array_agg(s.occurred_at) FILTER (WHERE s.kind = 'INTERACTION') AS contacts"),

  /**
   * A ticket is open while it was opened after it was last closed; open since its first opening, or since its latest where it
   * was closed in between; as severe as last stated.
   */
  OPEN_TICKETS(
      "k",
      """
      FROM (SELECT coalesce(CASE WHEN g.closed_at IS NULL THEN g.first_opened_at END, g.last_opened_at) AS opened_at, g.severity
            FROM (SELECT min(s.occurred_at) FILTER (WHERE s.phase = 'OPENED') AS first_opened_at,
                         max(s.occurred_at) FILTER (WHERE s.phase = 'OPENED') AS last_opened_at,
                         max(s.occurred_at) FILTER (WHERE s.phase = 'CLOSED') AS closed_at,
                         (array_agg(s.severity ORDER BY s.occurred_at DESC, s.known_at DESC, s.source_id DESC)
                            FILTER (WHERE s.severity IS NOT NULL))[1] AS severity
                  FROM app.signal s
                  WHERE s.kind = 'TICKET' AND s.subject_key IS NOT NULL AND {facts}
                  GROUP BY s.source, s.subject_key) g
            WHERE g.last_opened_at > coalesce(g.closed_at, '-infinity')) t"""),

  /**
   * The metrics as they were defined, with their latest value and its least-squares slope a month. What was measured at the
   * start (month 0) is no progress: the latest of it stands for a baseline that nobody stated, as where metrics are read.
   */
  SUCCESS_METRICS(
      "g",
      """
      FROM (SELECT p.value, p.slope, coalesce(CAST(m.content ->> 'baseline' AS float8), p.start_value) AS baseline,
                   CAST(m.content ->> 'target' AS float8) AS target, m.content ->> 'direction' AS direction
            FROM (SELECT DISTINCT ON (v.id) v.id, v.content FROM app.success_metric_version v
                  WHERE v.tenant_id = :tenant AND v.customer_id {customer} AND v.known_from <= {cutoff} {recorded v}
                  ORDER BY v.id, v.known_from DESC, v.version DESC) m
            CROSS JOIN LATERAL (
              SELECT (array_agg(x.value ORDER BY x.occurred_at DESC, x.known_at DESC, x.source DESC, x.source_id DESC)
                        FILTER (WHERE x.follow_up_month IS DISTINCT FROM 0))[1] AS value,
                     (array_agg(x.value ORDER BY x.occurred_at DESC, x.known_at DESC, x.source DESC, x.source_id DESC)
                        FILTER (WHERE x.follow_up_month = 0))[1] AS start_value,
                     regr_slope(x.value, date_part('epoch', x.occurred_at) / (30.436875 * 86400))
                       FILTER (WHERE x.follow_up_month IS DISTINCT FROM 0 OR m.content ->> 'baseline' IS NULL) AS slope
              FROM app.measurement x
              WHERE x.tenant_id = :tenant AND x.success_metric_id = m.id AND x.value IS NOT NULL AND """
          + VisibleFacts.of("measurement")
          + ") p) q"),

  /** The criteria as they were stated, with their latest delivery score; one that is about another decision does not count. */
  PURCHASE_CRITERIA(
      "d",
      """
      FROM (SELECT CAST(m.content ->> 'importance' AS float8) AS importance,
                   CAST(m.content ->> 'must_have' AS boolean) AS must_have, p.value
            FROM (SELECT DISTINCT ON (v.id) v.id, v.content FROM app.purchase_criterion_version v
                  WHERE v.tenant_id = :tenant AND v.customer_id {customer} AND v.known_from <= {cutoff} {recorded v}
                  ORDER BY v.id, v.known_from DESC, v.version DESC) m
            CROSS JOIN LATERAL (
              SELECT x.value FROM app.delivery_score x
              WHERE x.tenant_id = :tenant AND x.purchase_criterion_id = m.id AND x.value IS NOT NULL AND """
          + VisibleFacts.of("delivery_score")
          + "\n ORDER BY x.occurred_at DESC, x.known_at DESC, x.source DESC, x.source_id DESC LIMIT 1) p"
          + "\n WHERE coalesce(m.content ->> 'renewal_id', CAST(r.id AS text)) = CAST(r.id AS text)) q"),

  TRIGGER_EVENTS(
      "v",
      "FROM app.trigger_event x WHERE x.tenant_id = :tenant AND x.customer_id {customer} AND " + VisibleFacts.of("trigger_event")),

  /** The entitlements in force, by their pace. */
  UTILISATION("en", AdoptionSections.UTILISATION),

  /** The adoption paths, by how far the customer got on each. */
  ADOPTION("ad", AdoptionSections.ADOPTION),

  /** What was new to the customer. */
  STAGNATION(
      "st",
      AdoptionSections.STAGNATION,
      "array_agg(s.type) FILTER (WHERE s.kind = 'USAGE') AS usage_types",
      "array_agg(s.occurred_at) FILTER (WHERE s.kind = 'USAGE') AS usage_times");

  private final String alias;
  private final String from;
  private final List<String> collected;

  FactSection(String alias, String from, String... collected) {
    this.alias = alias;
    this.from = from;
    this.collected = List.of(collected);
  }

  /** What its part of the query is called there, and how the names of its columns begin. */
  String alias() {
    return alias;
  }

  /** Columns that the one pass over signals collects for it, so that it need not read them again. */
  List<String> collected() {
    return collected;
  }

  /** What its aggregates are taken over. */
  String from() {
    return from;
  }
}
