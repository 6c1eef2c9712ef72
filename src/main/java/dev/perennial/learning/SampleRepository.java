package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Nullables;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Which renewals are in a sample. */
@Singleton
class SampleRepository {
  /**
   * A renewal whose end was settled, or under notice, before its cut-off would tell the model the answer. Evergreen
   * contracts have no due date: they count by periods of the horizon's length from their start on (person-periods), each
   * looked at on its first day: lost where they were cancelled, or gave the notice of it, in the period; watched no longer
   * than until notice or decision, whatever it was. The newest first where there are too many.
   */
  private static final String SELECT =
      """
      SELECT * FROM (
        SELECT r.id, r.customer_id, r.due_date, r.decided_date, r.notice_received_date,
               least(r.due_date - CAST(:leadDays AS int), r.decision_deadline_date) AS cutoff_day,
               r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') AS lost
        FROM app.renewal r
        WHERE r.tenant_id = :tenant AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY')
          AND r.due_date IS NOT NULL AND r.decided_date <= :decidedUntil
          AND (:inferred OR r.outcome_source <> 'INFERRED')
          AND (CAST(:dueFrom AS date) IS NULL OR r.due_date >= :dueFrom)
          AND (CAST(:dueUntil AS date) IS NULL OR r.due_date <= :dueUntil)
          AND $CHOSEN$
        UNION ALL
        SELECT r.id, r.customer_id, CASE WHEN o.lost THEN least(p.end_day, r.decided_date) ELSE p.end_day END,
               CASE WHEN o.lost THEN r.decided_date ELSE p.end_day END, r.notice_received_date, p.first_day, o.lost
        FROM app.renewal r
        JOIN app.contract c ON c.tenant_id = :tenant AND c.id = r.contract_id
        CROSS JOIN LATERAL (
          SELECT least(CAST(:decidedUntil AS date), r.decided_date, r.notice_received_date) AS last_day,
                 CASE WHEN r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') AND r.decided_date <= :decidedUntil
                           AND (:inferred OR r.outcome_source <> 'INFERRED')
                      THEN least(r.decided_date, r.notice_received_date) END AS lost_day) w
        CROSS JOIN LATERAL (
          SELECT c.start_date + n * CAST(:horizonDays AS int) AS first_day, c.start_date + (n + 1) * CAST(:horizonDays AS int) AS end_day
          FROM generate_series(0, (w.last_day - c.start_date) / nullif(CAST(:horizonDays AS int), 0)) AS n) p
        CROSS JOIN LATERAL (SELECT coalesce(w.lost_day >= p.first_day AND w.lost_day < p.end_day, false) AS lost) o
        WHERE CAST(:horizonDays AS int) > 0 AND r.tenant_id = :tenant AND r.kind = 'EVERGREEN'
          AND r.outcome IS DISTINCT FROM 'VOIDED' AND (o.lost OR p.end_day <= w.last_day)
          AND (CAST(:dueFrom AS date) IS NULL OR p.end_day >= :dueFrom)
          AND (CAST(:dueUntil AS date) IS NULL OR p.end_day <= :dueUntil)
          AND $CHOSEN$) s
      WHERE s.decided_date >= s.cutoff_day AND (s.notice_received_date IS NULL OR s.notice_received_date >= s.cutoff_day)
      ORDER BY s.decided_date DESC, s.id, s.cutoff_day LIMIT :limit
      """
          .replace(
              "$CHOSEN$",
              """
              (CAST(:renewals AS uuid[]) IS NULL AND CAST(:customers AS uuid[]) IS NULL
                OR r.id = ANY(CAST(:renewals AS uuid[])) OR r.customer_id = ANY(CAST(:customers AS uuid[])))\
              """);

  private final Jdbi jdbi;
  private final CallerContext callers;

  SampleRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<SampledRenewal> find(SampleSelection selection, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT)
                .bind("tenant", callers.tenantId())
                .bind("leadDays", selection.leadDays())
                .bind("decidedUntil", selection.decidedUntil())
                .bind("inferred", selection.inferred())
                .bind("horizonDays", selection.horizonDays() == null ? 0 : selection.horizonDays())
                .bind("dueFrom", Nullables.date(selection.dueFrom()))
                .bind("dueUntil", Nullables.date(selection.dueUntil()))
                .bind("renewals", Nullables.uuids(selection.renewals()))
                .bind("customers", Nullables.uuids(selection.customers()))
                .bind("limit", limit)
                .map(SampledRenewal::read)
                .list());
  }
}
