package dev.perennial.risk;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;

/**
 * Scores every open renewal once a month, through the whole term and whether or not anything
 * happened.
 */
@Singleton
class MonthlyScoring implements RecurringWork {
  private final EachTenant eachTenant;
  private final ScoringRunService runs;

  MonthlyScoring(EachTenant eachTenant, ScoringRunService runs) {
    this.eachTenant = eachTenant;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "monthly-scoring";
  }

  /** 02:00 UTC on the first of the month. */
  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.cron("0 0 2 1 * ?");
  }

  @Override
  public void run() {
    eachTenant.run(name(), runs::startScheduled);
  }
}
