package dev.perennial.platform.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Puts executions into db-scheduler's table through the connection of the caller's transaction: job
 * and execution are committed together or not at all. (This client never commits; db-scheduler's
 * own does.)
 */
@Singleton
class JobQueue {
  static final String TABLE = "platform.scheduled_tasks";

  /** The execution is named by tenant and job and carries no data. */
  static final TaskDescriptor<Void> JOB = TaskDescriptor.of("job");

  /**
   * The clock of coordination: due times and heartbeats of all processes. Not the service's clock,
   * which tests set: a jump of it must not make the living look dead.
   */
  static final SystemClock CLOCK = new SystemClock();

  private final SchedulerClient client;

  JobQueue(DataSource dataSource) {
    this.client =
        SchedulerClient.Builder.create(dataSource, List.of())
            .tableName(TABLE)
            .jdbcCustomization(inUtc())
            .build();
  }

  void add(JobKey job) {
    client.schedule(JOB.instance(job.toString()).build(), CLOCK.now());
  }

  /**
   * Keeps workers away from a job that its starter does.
   *
   * @return whether they are; no, when one has it already
   */
  boolean postpone(JobKey job, Duration time) {
    try {
      client.reschedule(JOB.instanceId(job.toString()), CLOCK.now().plus(time));
      return true;
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException | ExecutionException e) {
      return false; // the last: a worker took it between the look and the update
    }
  }

  static PostgreSqlJdbcCustomization inUtc() {
    return new PostgreSqlJdbcCustomization(false, true);
  }

  /** Which job of which tenant, as text {@code tenant/job}. */
  record JobKey(UUID tenantId, UUID jobId) {
    static JobKey parse(String text) {
      int slash = text.indexOf('/');
      return new JobKey(
          UUID.fromString(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
      return tenantId + "/" + jobId;
    }
  }
}
