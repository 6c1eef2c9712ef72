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
   * contracts have no due date and hence no cut-off. The newest first where there are too many.
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
          AND (CAST(:renewals AS uuid[]) IS NULL AND CAST(:customers AS uuid[]) IS NULL
               OR r.id = ANY(CAST(:renewals AS uuid[])) OR r.customer_id = ANY(CAST(:customers AS uuid[])))) s
      WHERE s.decided_date >= s.cutoff_day AND (s.notice_received_date IS NULL OR s.notice_received_date >= s.cutoff_day)
      ORDER BY s.decided_date DESC, s.id LIMIT :limit
      """;

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
                .bind("dueFrom", Nullables.date(selection.dueFrom()))
                .bind("dueUntil", Nullables.date(selection.dueUntil()))
                .bind("renewals", Nullables.uuids(selection.renewals()))
                .bind("customers", Nullables.uuids(selection.customers()))
                .bind("limit", limit)
                .map(SampledRenewal::read)
                .list());
  }
}
