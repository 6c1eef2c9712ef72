package dev.perennial.analysis;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What people and the model said of decided renewals, in one statement. */
@Singleton
class HumanVsModelRepository {
  /**
   * Both must have been stored by the cut-off: what somebody later says to have known then would be judged by hindsight.
   * Concluded outcomes are no outcomes to be right about.
   */
  private static final String SELECT =
      """
      WITH d AS (
        SELECT r.id, r.outcome <> 'RENEWED' AS lost,
               least(r.due_date - CAST(:leadDays AS int), r.decision_deadline_date) AS cutoff_day,
               least(r.decided_date, r.notice_received_date) AS settled_day
        FROM app.renewal r
        WHERE r.tenant_id = :tenant AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY')
          AND r.outcome_source IS DISTINCT FROM 'INFERRED' AND r.due_date IS NOT NULL
          AND r.decided_date >= :from AND r.decided_date < :to
      ), c AS (
        SELECT d.id, d.lost, d.settled_day < d.cutoff_day AS early,
               CAST(d.cutoff_day AS timestamp) AT TIME ZONE :zone AS cutoff
        FROM d)
      SELECT c.lost, c.early, c.cutoff, v.call ->> 'outcome' AS call_outcome, v.call ->> 'expiresAt' AS call_expires,
             CAST(v.call ->> 'confidence' AS float8) AS call_confidence, s.probability, s.at_risk
      FROM c
      LEFT JOIN LATERAL (
        SELECT v.content -> 'human_call' AS call FROM app.renewal_version v
        WHERE v.tenant_id = :tenant AND v.id = c.id AND v.known_from <= c.cutoff AND v.recorded_at <= c.cutoff
        ORDER BY v.known_from DESC, v.version DESC LIMIT 1) v ON NOT c.early
      LEFT JOIN LATERAL (
        SELECT s.probability, s.at_risk FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = c.id AND s.model_state = 'ACTIVE'
          AND s.as_of <= c.cutoff AND s.recorded_at <= c.cutoff
        ORDER BY s.as_of DESC, s.id DESC LIMIT 1) s ON NOT c.early
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  HumanVsModelRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<JudgedRenewal> decided(LocalDate from, LocalDate to, int leadDays, String zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT)
                .bind("tenant", callers.tenantId())
                .bind("from", from)
                .bind("to", to)
                .bind("leadDays", leadDays)
                .bind("zone", zone)
                .map(JudgedRenewal::read)
                .list());
  }
}
