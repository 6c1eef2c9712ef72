package dev.perennial.platform.jobs;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * What operators see of jobs. Each process counts the jobs it ended; the queue is one for all processes, so each tells the
 * same of it.
 */
@Singleton
class JobMetrics implements MeterBinder {
  private static final Logger LOG = Logger.getLogger(JobMetrics.class);

  /** Two gauges, and often several collectors, ask at the same moment. */
  private static final Duration QUEUE_KEPT = Duration.ofSeconds(2);

  private static final String QUEUE =
      "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(execution_time)), 0) FROM "
          + JobQueue.TABLE
          + " WHERE task_name = 'job' AND NOT picked AND execution_time <= clock_timestamp()";

  private final AgroalDataSource dataSource;
  private final MeterRegistry registry;
  private Queue queue = new Queue(Instant.EPOCH, 0, 0);

  JobMetrics(@DataSource("scheduler") AgroalDataSource dataSource, MeterRegistry registry) {
    this.dataSource = dataSource;
    this.registry = registry;
  }

  @Override
  public void bindTo(MeterRegistry target) {
    Gauge.builder("perennial.jobs.due", () -> queue().jobs())
        .description("Jobs that wait for a worker")
        .register(target);
    Gauge.builder("perennial.jobs.oldest.due", () -> queue().oldestSeconds())
        .description("How long the oldest of them has been waiting")
        .baseUnit("seconds")
        .register(target);
  }

  /** Once per job, by the process that ended it and after that is certain. */
  void finished(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobFinished event) {
    Job job = event.job();
    Instant finished = job.finishedAt() == null ? job.createdAt() : job.finishedAt();
    Instant started = job.startedAt() == null ? finished : job.startedAt();
    String kind = job.kind();
    timer("perennial.jobs", "From the first attempt to the end", "kind", kind, "state", job.state().name())
        .record(Duration.between(started, finished));
    timer("perennial.jobs.wait", "From the request to the first attempt", "kind", kind)
        .record(Duration.between(job.createdAt(), started));
    items(kind, "created", job.counts().created());
    items(kind, "updated", job.counts().updated());
    items(kind, "unchanged", job.counts().unchanged());
    items(kind, "failed", job.counts().failed());
    items(kind, "processed", job.counts().processed());
  }

  /** Runs a round of recurring work and counts it. */
  void round(RecurringWork work) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "FAILED";
    try {
      work.run();
      outcome = "SUCCEEDED";
    } finally {
      sample.stop(
          timer("perennial.recurring.work", "Rounds of recurring work", "work", work.name(), "outcome", outcome));
    }
  }

  private void items(String kind, String result, long count) {
    registry.counter("perennial.job.items", "kind", kind, "result", result).increment(count);
  }

  private Timer timer(String name, String description, String... tags) {
    return Timer.builder(name).description(description).tags(tags).register(registry);
  }

  private synchronized Queue queue() {
    Instant now = JobQueue.CLOCK.now();
    if (queue.readAt().plus(QUEUE_KEPT).isBefore(now)) {
      queue = read(now);
    }
    return queue;
  }

  /** Without a database there is no number rather than a wrong one, and the other metrics are there. */
  private Queue read(Instant now) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUEUE)) {
      row.next();
      return new Queue(now, row.getDouble(1), row.getDouble(2));
    } catch (SQLException e) {
      LOG.debug("the queue cannot be read", e);
      return new Queue(now, Double.NaN, Double.NaN);
    }
  }

  private record Queue(Instant readAt, double jobs, double oldestSeconds) {}
}
