package dev.perennial.successmetric;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Says once of each follow-up that it has fallen due. */
@Singleton
public class FollowUpReminders implements RecurringWork {
  private final EachTenant eachTenant;
  private final FollowUpService service;

  FollowUpReminders(EachTenant eachTenant, FollowUpService service) {
    this.eachTenant = eachTenant;
    this.service = service;
  }

  @Override
  public String name() {
    return "follow-up-reminders";
  }

  /** Hourly: a tenant's day begins in its own time zone. */
  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    eachTenant.run(name(), this::remind);
  }

  /** The caller's tenant. */
  private void remind() {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = service.remindSome();
    }
  }
}
