package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Job rows. What a running attempt writes is fenced: it needs the attempt's number and the state
 * RUNNING.
 */
@Singleton
class JobRepository {
  private static final String INSERT =
      """
      INSERT INTO app.job (tenant_id, id, kind, state, parameters, processed_count, created_count, updated_count,
                           unchanged_count, failed_count, attempt, cancel_requested, actor, origin, scopes, request_id,
                           created_at)
      VALUES (:tenant, :id, :kind, 'QUEUED', :parameters, 0, 0, 0, 0, 0, 0, false, :actor, :origin, :scopes,
              :requestId, :now)
      RETURNING *
      """;

  private static final String CLAIM =
      """
      UPDATE app.job SET state = 'RUNNING', attempt = attempt + 1, started_at = coalesce(started_at, :now)
      WHERE tenant_id = :tenant AND id = :id AND state IN ('QUEUED', 'RUNNING')
      RETURNING *
      """;

  private static final String OURS =
      " WHERE tenant_id = :tenant AND id = :id AND attempt = :attempt AND state = 'RUNNING'";

  private static final String ADVANCE =
      """
      UPDATE app.job SET processed_count = processed_count + :processed, created_count = created_count + :created,
             updated_count = updated_count + :updated, unchanged_count = unchanged_count + :unchanged,
             failed_count = failed_count + :failed, checkpoint = coalesce(:checkpoint, checkpoint)
      """
          + OURS
          + " RETURNING cancel_requested";

  private static final String FINISH =
      "UPDATE app.job SET state = :state, result = :result, failure = :failure, finished_at = :now"
          + OURS
          + " RETURNING *";

  /** Ends what nobody has begun; asks what is at work to end. */
  private static final String CANCEL =
      """
      UPDATE app.job SET cancel_requested = true,
             state = CASE WHEN state = 'QUEUED' THEN 'CANCELLED' ELSE state END,
             finished_at = CASE WHEN state = 'QUEUED' THEN CAST(:now AS timestamptz) END
      WHERE tenant_id = :tenant AND id = :id AND state IN ('QUEUED', 'RUNNING')
      RETURNING *
      """;

  private static final String START_OVER =
      """
      WITH ours AS (
        UPDATE app.job SET checkpoint = NULL, processed_count = 0, created_count = 0, updated_count = 0,
               unchanged_count = 0, failed_count = 0$OURS$ RETURNING id),
           faults AS (DELETE FROM app.job_error e USING ours WHERE e.tenant_id = :tenant AND e.job_id = ours.id)
      SELECT count(*) FROM ours
      """
          .replace("$OURS$", OURS);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;

  JobRepository(Jdbi jdbi, CallerContext callers, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
  }

  Job insert(UUID id, String kind, JsonNode parameters) {
    return jdbi.withHandle(
        handle ->
            statement(handle, INSERT, id)
                .bind("kind", kind)
                .bindByType("parameters", parameters, JsonNode.class)
                .bind("actor", callers.caller().actor())
                .bind("origin", callers.caller().origin())
                .bind("scopes", callers.caller().scopes().stream().sorted().toArray(String[]::new))
                .bind("requestId", callers.requestId())
                .map(JobRow::read)
                .one());
  }

  /** Takes a job for a new attempt; empty when it has ended already. */
  Optional<Job> claim(UUID id) {
    return jdbi.withHandle(handle -> statement(handle, CLAIM, id).map(JobRow::read).findOne());
  }

  /**
   * Writes what a chunk came to.
   *
   * @return whether someone asked to cancel
   */
  boolean advance(Job job, Chunk chunk) {
    Progress progress = chunk.progress();
    return jdbi.withHandle(
        handle ->
            statement(handle, ADVANCE, job.id())
                .bind("attempt", job.attempt())
                .bind("processed", progress.processed())
                .bind("created", progress.created())
                .bind("updated", progress.updated())
                .bind("unchanged", progress.unchanged())
                .bind("failed", progress.failed())
                .bindByType("checkpoint", chunk.checkpoint(), JsonNode.class)
                .mapTo(Boolean.class)
                .findOne()
                .orElseThrow(JobLostException::new));
  }

  /** Counts and faults of earlier attempts are gone. */
  void startOver(Job job) {
    long ours =
        jdbi.withHandle(
            handle -> statement(handle, START_OVER, job.id()).bind("attempt", job.attempt()).mapTo(Long.class).one());
    if (ours == 0) {
      throw new JobLostException();
    }
  }

  void total(Job job, long total) {
    int ours =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("UPDATE app.job SET total_count = :total" + OURS)
                    .bind("tenant", callers.tenantId())
                    .bind("id", job.id())
                    .bind("attempt", job.attempt())
                    .bind("total", total)
                    .execute());
    if (ours == 0) {
      throw new JobLostException();
    }
  }

  Job finish(Job job, JobState state, @Nullable JsonNode result, @Nullable String failure) {
    return jdbi.withHandle(
        handle ->
            statement(handle, FINISH, job.id())
                .bind("attempt", job.attempt())
                .bind("state", state.name())
                .bindByType("result", result, JsonNode.class)
                .bind("failure", failure)
                .map(JobRow::read)
                .findOne()
                .orElseThrow(JobLostException::new));
  }

  /** Empty when there is no such job, or it has ended already. */
  Optional<Job> cancel(UUID id) {
    return jdbi.withHandle(handle -> statement(handle, CANCEL, id).map(JobRow::read).findOne());
  }

  Optional<Job> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            statement(handle, "SELECT * FROM app.job WHERE tenant_id = :tenant AND id = :id", id)
                .map(JobRow::read)
                .findOne());
  }

  List<Job> list(Filters filters, Keyset<Job> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM app.job WHERE tenant_id = :tenant"
                        + filters.sql()
                        + keyset.predicate()
                        + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(JobRow::read)
                .list());
  }

  private Query statement(Handle handle, String sql, UUID id) {
    return handle
        .createQuery(sql)
        .bind("tenant", callers.tenantId())
        .bind("id", id)
        .bind("now", clock.instant());
  }
}
