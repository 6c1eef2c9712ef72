package dev.perennial.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.perennial.platform.time.Ids;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The db-scheduler of this process: started and stopped with it. */
@Singleton
public class JobScheduler {
  /** Workers begin last: observers of the start without a priority of their own have 2500. */
  public static final int AFTER_ALL_CHECKS = 5000;

  /**
   * db-scheduler's least. Looked for every two heartbeats: a dead process is noticed within six.
   */
  private static final int SILENT_HEARTBEATS = 4;

  private static final Duration PAUSE_BEFORE_ANOTHER_ATTEMPT = Duration.ofSeconds(5);

  /**
   * Running handlers get this long to reach the end of their chunk, then as long again to be
   * interrupted.
   */
  private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(JobScheduler.class);

  private final JobSettings settings;
  private final AgroalDataSource dataSource;
  private final JobWorker worker;
  private final RecurringTasks recurring;
  private final String name;
  private volatile @Nullable Scheduler scheduler;

  JobScheduler(
      JobSettings settings,
      @DataSource("scheduler") AgroalDataSource dataSource,
      JobWorker worker,
      RecurringTasks recurring,
      Ids ids) {
    this.settings = settings;
    this.dataSource = dataSource;
    this.worker = worker;
    this.recurring = recurring;
    this.name = "perennial-" + ids.shortId();
  }

  void start(@Observes @Priority(AFTER_ALL_CHECKS) StartupEvent event) {
    if (settings.enabled()) {
      Scheduler made = make();
      made.pause();
      made.start();
      scheduler = made;
    }
  }

  /** What waits for a worker waits until the process serves: work would only make its start longer. */
  void serves(@ObservesAsync HttpServerStart event) {
    resume();
  }

  void serves(@ObservesAsync HttpsServerStart event) {
    resume();
  }

  private void resume() {
    Scheduler waiting = scheduler;
    if (waiting != null) {
      waiting.resume();
      waiting.triggerCheckForDueExecutions();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  void jobQueued(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobQueued event) {
    Scheduler running = scheduler;
    if (running != null) {
      running.triggerCheckForDueExecutions();
    }
  }

  void start() {
    Scheduler made = make();
    made.start();
    scheduler = made;
  }

  private Scheduler make() {
    List<Task<?>> tasks = new ArrayList<>();
    tasks.add(jobTask());
    return Scheduler.create(dataSource, tasks)
        .startTasks(recurring.tasks())
        .tableName(JobQueue.TABLE)
        .jdbcCustomization(JobQueue.inUtc())
        .clock(JobQueue.CLOCK)
        .schedulerName(() -> name)
        .threads(settings.threads())
        .pollingInterval(settings.polling())
        .heartbeatInterval(settings.heartbeat())
        .missedHeartbeatsLimit(SILENT_HEARTBEATS)
        .shutdownMaxWait(SHUTDOWN_WAIT)
        .enablePriority()
        .build();
  }

  void stop() {
    Scheduler running = scheduler;
    if (running != null) {
      scheduler = null;
      running.stop();
    }
  }

  private Task<Void> jobTask() {
    return Tasks.custom(JobQueue.JOB)
        .onDeadExecutionRevive()
        .onFailure(
            (complete, operations) ->
                operations.reschedule(
                    complete, complete.getTimeDone().plus(PAUSE_BEFORE_ANOTHER_ATTEMPT)))
        .execute(this::execute);
  }

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    JobQueue.JobKey key = JobQueue.JobKey.parse(instance.getId());
    JobWorker.Outcome outcome =
        worker.work(key, () -> context.getSchedulerState().isShuttingDown());
    // The handler has been told to stop and did. Giving the job back needs a connection, which an
    // interrupted thread is
    // refused.
    boolean interrupted = Thread.interrupted();
    LOG.debugf("job %s: %s%s", key, outcome, interrupted ? ", interrupted" : "");
    return switch (outcome) {
      case ENDED -> new CompletionHandler.OnCompleteRemove<>();
      case LOST -> (complete, operations) -> {};
      case AGAIN -> (complete, operations) -> operations.reschedule(complete, nextAttempt(context));
    };
  }

  /** At once when this process is going away, after a pause when something was in the way. */
  private static Instant nextAttempt(ExecutionContext context) {
    return context.getSchedulerState().isShuttingDown()
        ? JobQueue.CLOCK.now()
        : JobQueue.CLOCK.now().plus(PAUSE_BEFORE_ANOTHER_ATTEMPT);
  }
}
