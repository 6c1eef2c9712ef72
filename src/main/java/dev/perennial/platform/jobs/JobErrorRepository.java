package dev.perennial.platform.jobs;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Faults of jobs' input lines. */
@Singleton
class JobErrorRepository {
  static final int KEPT = 10_000;

  private static final String INSERT =
      """
      INSERT INTO app.job_error (tenant_id, job_id, id, line, code, field, detail)
      SELECT :tenant, :job, e.id, e.line, e.code, e.field, e.detail
      FROM unnest(:ids, :lines, :codes, :fields, :details) WITH ORDINALITY
           AS e (id, line, code, field, detail, position)
      WHERE e.position <= :kept - (SELECT count(*) FROM app.job_error WHERE tenant_id = :tenant AND job_id = :job)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Ids ids;

  JobErrorRepository(Jdbi jdbi, CallerContext callers, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.ids = ids;
  }

  void insert(Job job, List<JobError> errors) {
    if (errors.isEmpty()) {
      return;
    }
    List<JobError> kept = errors.subList(0, Math.min(errors.size(), KEPT));
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("tenant", callers.tenantId())
                .bind("job", job.id())
                .bind("kept", KEPT)
                .bind("ids", kept.stream().map(error -> ids.next()).toArray(UUID[]::new))
                .bind("lines", kept.stream().map(JobError::line).toArray(Long[]::new))
                .bind("codes", kept.stream().map(JobError::code).toArray(String[]::new))
                .bind("fields", kept.stream().map(JobError::field).toArray(String[]::new))
                .bind("details", kept.stream().map(JobError::detail).toArray(String[]::new))
                .execute());
  }

  List<JobError.Row> list(UUID jobId, Keyset<JobError.Row> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, line, code, field, detail FROM app.job_error"
                        + " WHERE tenant_id = :tenant AND job_id = :job"
                        + keyset.predicate()
                        + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("job", jobId)
                .bindMap(keyset.binds())
                .map(
                    (row, context) ->
                        new JobError.Row(
                            row.getObject("id", UUID.class),
                            new JobError(
                                row.getLong("line"),
                                row.getString("code"),
                                row.getString("field"),
                                row.getString("detail"))))
                .list());
  }
}
