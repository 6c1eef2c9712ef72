package dev.perennial.successmetric;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Says once of each follow-up that it has fallen due, and of each question round that it is over with answers missing. */
@Singleton
public class FollowUpReminders implements RecurringWork {
  private final EachTenant eachTenant;
  private final FollowUpService service;
  private final QuestionRoundService rounds;

  FollowUpReminders(EachTenant eachTenant, FollowUpService service, QuestionRoundService rounds) {
    this.eachTenant = eachTenant;
    this.service = service;
    this.rounds = rounds;
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

  private static void repeat(BooleanSupplier step) {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = step.getAsBoolean();
    }
  }

  /** The caller's tenant. */
  private void remind() {
    repeat(service::remindSome);
    repeat(rounds::judgeSome);
  }
}
