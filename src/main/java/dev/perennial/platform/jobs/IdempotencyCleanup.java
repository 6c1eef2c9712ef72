package dev.perennial.platform.jobs;

import dev.perennial.platform.http.IdempotencyRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes stored replies that no replay may use any more. */
@Singleton
class IdempotencyCleanup implements RecurringWork {
  private final EachTenant eachTenant;
  private final IdempotencyRepository repository;
  private final Clock clock;

  IdempotencyCleanup(EachTenant eachTenant, IdempotencyRepository repository, Clock clock) {
    this.eachTenant = eachTenant;
    this.repository = repository;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "idempotency-cleanup";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    eachTenant.run(name(), () -> repository.deleteOld(clock.instant()));
  }
}
