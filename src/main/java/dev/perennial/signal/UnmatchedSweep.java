package dev.perennial.signal;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Matches what a customer's own transaction left: more than a chunk, or a signal that came in at the very moment the
 * customer did.
 */
@Singleton
class UnmatchedSweep implements RecurringWork {
  private final EachTenant eachTenant;
  private final UnmatchedService service;

  UnmatchedSweep(EachTenant eachTenant, UnmatchedService service) {
    this.eachTenant = eachTenant;
    this.service = service;
  }

  @Override
  public String name() {
    return "unmatched-signals";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofMinutes(2));
  }

  @Override
  public void run() {
    eachTenant.run(name(), service::sweep);
  }
}
