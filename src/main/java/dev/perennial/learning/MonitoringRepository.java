package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of what a model said in time and what became of it. */
@Singleton
class MonitoringRepository {
  /** More say no more. */
  private static final int MOST_ROWS = 100_000;

  /** A score that was stored on the day of the decision or later may have known it. */
  private static final String LAST_IN_TIME =
      """
      SELECT DISTINCT ON (r.id) s.log_odds, r.outcome <> 'RENEWED' AS lost
      FROM app.renewal r
      JOIN app.risk_score s ON s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_id = :model
        AND s.as_of < r.decided_date AND s.recorded_at < r.decided_date
      WHERE r.tenant_id = :tenant AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY')
        AND r.outcome_source <> 'INFERRED' AND r.decided_date >= :from AND r.decided_date < :to
      ORDER BY r.id, s.as_of DESC, s.id DESC LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  MonitoringRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  record Judged(double logOdds, boolean lost) {}

  List<Judged> judged(UUID model, LocalDate from, LocalDate to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LAST_IN_TIME)
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", MOST_ROWS)
                .map((row, context) -> new Judged(row.getDouble("log_odds"), row.getBoolean("lost")))
                .list());
  }
}
