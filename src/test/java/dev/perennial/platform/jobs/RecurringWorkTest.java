package dev.perennial.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Work that comes round again. */
@QuarkusTest
class RecurringWorkTest extends ApiTest {
  @Inject Ticking ticking;
  @Inject IdempotencyCleanup cleanup;
  @Inject EachTenant eachTenant;
  @Inject Callers callers;
  @Inject CallerContext context;
  @Inject Jdbi jdbi;

  /** Idle in the other tests of the suite, whose application has it too. */
  @Singleton
  static class Ticking implements RecurringWork {
    final AtomicInteger rounds = new AtomicInteger();
    volatile boolean awake;

    @Override
    public String name() {
      return "test-ticking";
    }

    @Override
    public WorkSchedule schedule() {
      return WorkSchedule.every(Duration.ofSeconds(1));
    }

    @Override
    public void run() {
      if (awake && rounds.incrementAndGet() % 2 == 0) {
        throw new IllegalStateException("a round that fails");
      }
    }
  }

  @Test
  void comesRoundAgainAlsoAfterAFailure() {
    ticking.awake = true;
    Waiting.until(ticking.rounds::get, rounds -> rounds >= 3);
    ticking.awake = false;
  }

  @Test
  void cronIsInUtcWhateverTheZoneOfTheJvm() {
    var monthly = WorkSchedule.cron("0 30 3 1 * ?").schedule();
    assertEquals(
        Instant.parse("2026-12-01T03:30:00Z"),
        monthly.getInitialExecutionTime(Instant.parse("2026-11-21T12:00:00Z")));
  }

  @Test
  void repliesAreDeletedAfterADay() {
    createKey("old");
    clock.set(Instant.now().plus(Duration.ofHours(20)));
    createKey("young");
    clock.set(Instant.now().plus(Duration.ofHours(25)));

    cleanup.run();

    assertEquals(List.of("young"), replies());
  }

  @Test
  void oneTenantsFailureIsNotAnothers() {
    UUID second = tenants.create("second", "EUR").id();
    List<UUID> done = new ArrayList<>();
    eachTenant.run(
        "test",
        () -> {
          if (context.tenantId().equals(tenant.id())) {
            throw new IllegalStateException("no luck with this one");
          }
          done.add(context.tenantId());
        });
    assertTrue(done.contains(second) && !done.contains(tenant.id()));
  }

  private void createKey(String idempotencyKey) {
    api()
        .header("Idempotency-Key", idempotencyKey)
        .body(Map.of("name", "a key", "scopes", List.of("scores:read")))
        .post("/v1/api-keys")
        .then()
        .statusCode(201);
  }

  private List<String> replies() {
    return callers.call(
        Caller.system(tenant.id(), "test"),
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery("SELECT key FROM app.idempotency WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.id())
                        .mapTo(String.class)
                        .list()));
  }
}
