package dev.perennial.platform.jobs;

import dev.perennial.platform.time.Ids;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Lets a test of another package say whether this process works on jobs. */
@Singleton
public class JobsHere {
  private final JobScheduler application;
  private final JobWorker worker;
  private final RecurringTasks recurring;
  private final Ids ids;
  private final AgroalDataSource dataSource;

  JobsHere(
      JobScheduler application, JobWorker worker, RecurringTasks recurring, Ids ids,
      @DataSource("scheduler") AgroalDataSource dataSource) {
    this.application = application;
    this.worker = worker;
    this.recurring = recurring;
    this.ids = ids;
    this.dataSource = dataSource;
  }

  public void stop() {
    application.stop();
  }

  public void start() {
    application.start();
  }

  /** A scheduler that notices within seconds what died; stops when closed. */
  public AutoCloseable startQuick() {
    JobSettings quick =
        new JobSettings() {
          @Override
          public boolean enabled() {
            return true;
          }

          @Override
          public int threads() {
            return 3;
          }

          @Override
          public Duration polling() {
            return Duration.ofMillis(100);
          }

          @Override
          public Duration heartbeat() {
            return Duration.ofMillis(500);
          }
        };
    JobScheduler scheduler = new JobScheduler(quick, dataSource, worker, recurring, ids);
    scheduler.start();
    return scheduler::stop;
  }
}
