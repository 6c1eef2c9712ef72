package dev.perennial.platform.limit;

import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Deletes the rows of callers that have not come for a while. */
@Singleton
class LimitCleanup implements RecurringWork {
  private final RateLimits limits;

  LimitCleanup(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "limit-cleanup";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    limits.deleteExpired();
  }
}
