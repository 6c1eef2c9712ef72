package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** SQL of runs: the run itself, and which renewals come next. */
@Singleton
class ScoringRunRepository {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Jdbi jdbi;
  private final CallerContext callers;

  ScoringRunRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  void insert(ScoringRun run, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.scoring_run (tenant_id, id, job_id, model_id, as_of, recorded_by, scheduled, created_at)"
                        + " VALUES (:tenant, :id, :job, :model, :asOf, :recordedBy, :scheduled, :now)")
                .bind("tenant", callers.tenantId())
                .bind("id", run.id())
                .bind("job", run.jobId())
                .bind("model", run.modelId())
                .bind("asOf", run.asOf())
                .bind("recordedBy", run.recordedBy())
                .bind("scheduled", run.scheduled())
                .bind("now", now)
                .execute());
  }

  ScoringRun get(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, job_id, model_id, as_of, recorded_by, scheduled FROM app.scoring_run"
                        + " WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(ScoringRun::read)
                .one());
  }

  long count(RenewalSelection selection) {
    return jdbi.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT count(*) FROM app.renewal r WHERE r.tenant_id = :tenant"
                            + selection.sql()),
                    selection)
                .mapTo(Long.class)
                .one());
  }

  /** The next renewals after one, in the order of their ids. */
  UUID[] next(RenewalSelection selection, @Nullable UUID after, int limit) {
    return jdbi.withHandle(
        handle ->
            bound(
                    handle.createQuery(
                        "SELECT r.id FROM app.renewal r WHERE r.tenant_id = :tenant AND r.id > :after"
                            + selection.sql()
                            + " ORDER BY r.id LIMIT :limit"),
                    selection)
                .bind("after", after == null ? BEFORE_ALL : after)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new));
  }

  /** The days at which renewals are looked at when each has its own. */
  Map<UUID, LocalDate> cutoffDays(UUID[] renewals, int leadDays) {
    Map<UUID, LocalDate> days = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT r.id, "
                        + RenewalSelection.CUTOFF_DAY
                        + " AS day FROM app.renewal r WHERE r.tenant_id = :tenant AND r.id = ANY(:renewals)")
                .bind("tenant", callers.tenantId())
                .bind("leadDays", leadDays)
                .bind("renewals", renewals)
                .map((row, context) -> days.put(Rows.uuid(row, "id"), Rows.date(row, "day")))
                .list());
    return days;
  }

  private <S extends SqlStatement<S>> S bound(S statement, RenewalSelection selection) {
    statement
        .bind("tenant", callers.tenantId())
        .bind("asOfDay", selection.asOfDay())
        .bind("leadDays", selection.leadDays());
    if (selection.recordedBy() != null) {
      statement.bind("recordedBy", selection.recordedBy().atOffset(ZoneOffset.UTC));
    }
    if (selection.customers() != null) {
      statement.bind("customers", selection.customers());
    }
    return selection.chosen() == null ? statement : statement.bind("chosen", selection.chosen());
  }
}
