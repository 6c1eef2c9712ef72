package dev.perennial.privacy;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;

/** Deletes once a day what tenants no longer keep. */
@Singleton
class RetentionWork implements RecurringWork {
  private final EachTenant eachTenant;
  private final RetentionService service;

  RetentionWork(EachTenant eachTenant, RetentionService service) {
    this.eachTenant = eachTenant;
    this.service = service;
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.cron("0 15 2 * * ?");
  }

  @Override
  public void run() {
    eachTenant.run(name(), service::apply);
  }
}
