package dev.perennial.analysis;

import dev.perennial.analysis.TriggerRequest.Outcome;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Finds cases and, for each, controls that were alike on its day; one statement. */
@Singleton
class TriggerRepository {
  /** More cases would not make an answer clearer, only later; the newest are taken. */
  static final int MOST_CASES = 5_000;

  private static final int TIMEOUT_SECONDS = 300;

  private static final String DECIDED =
      """
      SELECT r.id, r.customer_id, least(r.decided_date, CASE WHEN :lost THEN r.notice_received_date END) AS day FROM app.renewal r
      WHERE r.tenant_id = :tenant AND r.due_date IS NOT NULL AND r.outcome_source IS DISTINCT FROM 'INFERRED'
        AND CASE WHEN :lost THEN r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') ELSE r.outcome = 'RENEWED' END""";

  /** Of a customer, in the term that runs on the day. */
  private static final String IN_TERM =
      """
      SELECT DISTINCT ON (e.customer_id, e.day) r.id, e.customer_id, e.day
      FROM ({happened}) e
      JOIN app.renewal r ON r.tenant_id = :tenant AND r.customer_id = e.customer_id AND r.due_date >= e.day
      JOIN app.contract t ON t.tenant_id = :tenant AND t.id = r.contract_id AND t.start_date <= e.day
      ORDER BY e.customer_id, e.day, r.due_date""";

  private static final String PURCHASES =
      """
      SELECT DISTINCT s.customer_id, CAST(s.occurred_at AT TIME ZONE :zone AS date) AS day FROM app.signal s
      WHERE s.tenant_id = :tenant AND s.kind = 'PURCHASE' AND s.revision = 0 AND :lost IS NOT NULL""";

  private static final String EXPANSIONS =
      """
      SELECT v.customer_id, v.from_date AS day FROM (
        SELECT c.customer_id, c.from_date, c.mrr, lag(c.mrr) OVER (PARTITION BY c.customer_id ORDER BY c.from_date) AS before
        FROM app.customer_revenue c WHERE c.tenant_id = :tenant AND :lost IS NOT NULL) v
      WHERE v.before > 0 AND v.mrr > v.before""";

  /**
   * A control's term ran on that day and was undecided, its tier and its number of terms (first, second, later) are the
   * case's, it falls due within 45 days of the case, and its last stored score lies in the same fifth. Chosen by a hash: by
   * chance, and the same again. All who may be controls are read once: left to itself, the planner joins anew for each case.
   */
  private static final String MATCHED =
      """
      WITH happened AS MATERIALIZED ({cases}),
      q AS (SELECT percentile_cont(CAST('{0.2,0.4,0.6,0.8}' AS float8[])) WITHIN GROUP (ORDER BY s.probability) AS cuts
            FROM app.risk_score s WHERE s.tenant_id = :tenant AND s.model_state = 'ACTIVE'),
      chosen AS (
        SELECT h.id, h.customer_id, h.day FROM happened h WHERE h.day >= :from AND h.day < :to ORDER BY h.day DESC, h.id LIMIT :most),
      pool AS MATERIALIZED (
        SELECT r.id, r.customer_id, r.due_date, r.decided_date, r.notice_received_date, t.start_date,
               least(r.term_number, 3) AS term, coalesce(c.tier, '') AS tier
        FROM app.renewal r
        JOIN app.contract t ON t.tenant_id = :tenant AND t.id = r.contract_id
        JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id
        WHERE r.tenant_id = :tenant AND r.due_date >= :from AND r.outcome IS DISTINCT FROM 'VOIDED'),
      cases AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY h.day, h.id) AS no, r.id, r.customer_id, h.day, r.due_date, r.term, r.tier,
               {bucketOfCase} AS bucket
        FROM chosen h JOIN pool r ON r.id = h.id CROSS JOIN q)
      SELECT a.no, a.id, a.day, k.id AS control_id
      FROM cases a
      LEFT JOIN LATERAL (
        SELECT r.id FROM pool r CROSS JOIN q
        WHERE r.due_date BETWEEN greatest(a.day, a.due_date - 45) AND a.due_date + 45 AND r.start_date <= a.day
          AND r.customer_id <> a.customer_id AND r.tier = a.tier AND r.term = a.term
          AND (r.decided_date IS NULL OR r.decided_date > a.day)
          AND (r.notice_received_date IS NULL OR r.notice_received_date > a.day)
          AND NOT EXISTS (SELECT FROM happened o WHERE o.customer_id = r.customer_id AND o.day = a.day)
          AND {bucketOfControl} = a.bucket
        ORDER BY md5(CAST(a.id AS text) || CAST(r.id AS text)) LIMIT :controls) k ON true
      ORDER BY a.no, k.id
      """;

  private static final String BUCKET =
      """
      coalesce((SELECT width_bucket(s.probability, q.cuts) FROM app.risk_score s WHERE s.tenant_id = :tenant
                  AND s.renewal_id = r.id AND s.model_state = 'ACTIVE' AND s.as_of < CAST({day} AS timestamp) AT TIME ZONE :zone
                ORDER BY s.as_of DESC LIMIT 1), -1)""";

  private static final String NO_BUCKET = "-1";

  private final Jdbi jdbi;
  private final CallerContext callers;

  TriggerRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<MatchedRow> matched(
      Outcome outcome, LocalDate from, LocalDate to, int controls, boolean matchRisk, String zone) {
    String cases =
        switch (outcome) {
          case LOSS, RENEWAL -> DECIDED;
          case PURCHASE -> IN_TERM.replace("{happened}", PURCHASES);
          case EXPANSION -> IN_TERM.replace("{happened}", EXPANSIONS);
        };
    String sql =
        MATCHED
            .replace("{cases}", cases)
            .replace("{bucketOfCase}", matchRisk ? BUCKET.replace("{day}", "h.day") : NO_BUCKET)
            .replace("{bucketOfControl}", matchRisk ? BUCKET.replace("{day}", "a.day") : NO_BUCKET);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .setQueryTimeout(TIMEOUT_SECONDS)
                .bind("tenant", callers.tenantId())
                .bind("lost", outcome == Outcome.LOSS)
                .bind("from", from)
                .bind("to", to)
                .bind("most", MOST_CASES)
                .bind("controls", controls)
                .bind("zone", zone)
                .map(MatchedRow::read)
                .list());
  }
}
