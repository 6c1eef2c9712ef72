package dev.perennial.importing;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes what is left of uploads that broke off together with their process. */
@Singleton
class ImportCleanup implements RecurringWork {
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  private final EachTenant eachTenant;
  private final ImportContent content;
  private final Clock clock;

  ImportCleanup(EachTenant eachTenant, ImportContent content, Clock clock) {
    this.eachTenant = eachTenant;
    this.content = content;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "import-cleanup";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    eachTenant.run(name(), () -> content.deleteOrphans(clock.instant().minus(LONGEST_UPLOAD)));
  }
}
