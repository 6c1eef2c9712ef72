package dev.perennial.packaging;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One service is replaced by another under load: no request fails, and none is lost or done twice. */
class RollingRestartIT {
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicBoolean loading = new AtomicBoolean(true);

  @Test
  void noRequestFails() throws Exception {
    Map<String, String> environment = PackagedService.asApplication();
    environment.put("PERENNIAL_SHUTDOWN_DELAY", "2s");
    String key = PackagedService.createTenant(environment, "rolling");
    try (RoundRobin balancer = new RoundRobin();
        RunningService first = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("first"));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      first.awaitReady();
      balancer.add(first);
      await(() -> balancer.has(first));
      for (int i = 0; i < CLIENTS; i++) {
        clients.submit(() -> load(balancer, key));
      }
      try (RunningService second = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("second"))) {
        second.awaitReady();
        balancer.add(second);
        await(() -> balancer.has(second));
        int before = created.get();
        first.terminate();
        int whileEnding = created.get() - before;
        int afterwards = created.get();
        await(() -> created.get() > afterwards + 2 * CLIENTS || !failures.isEmpty());
        loading.set(false);
        clients.shutdown();
        assertTrue(clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(whileEnding > 0, "the load went on while the first ended");
        assertTrue(read.get() > 0);
        assertEquals(created.get(), storedAt(second, key), "what was answered with 201, and nothing else");
      } finally {
        loading.set(false);
      }
    }
  }

  private void load(RoundRobin balancer, String key) {
    while (loading.get() && failures.isEmpty()) {
      try {
        count(balancer.send("POST", "/v1/customers", key, "{\"name\":\"Load\"}"), 201, created);
        count(balancer.send("GET", "/v1/customers?limit=5", key, ""), 200, read);
      } catch (Exception e) {
        failures.add(e.toString());
      }
    }
  }

  private void count(int status, int wanted, AtomicInteger counter) {
    if (status == wanted) {
      counter.incrementAndGet();
    } else {
      failures.add("status " + status);
    }
  }

  private static long storedAt(RunningService service, String key) {
    long last = 0;
    long stored = 0;
    while (true) {
      List<String> types =
          given().baseUri(service.address()).header("Authorization", "Bearer " + key)
              .get("/v1/events?limit=1000&after=" + last).then().statusCode(200).extract().path("items.type");
      if (types.isEmpty()) {
        return stored;
      }
      stored += types.stream().filter("customer.created"::equals).count();
      last += types.size();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant latest = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(latest), "waited for too long");
      Thread.sleep(20);
    }
  }
}
