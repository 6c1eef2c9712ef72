package dev.perennial.packaging;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one database, as in production: they share the jobs and write one gap-free feed. */
class TwoProcessesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int JOBS_EACH = 12;
  private static final int WRITERS_EACH = 3;
  private static final int WRITES = 25;
  private static final int QUOTA = 2000;

  @TempDir static Path folder;
  private static final List<RunningService> SERVICES = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> environment = PackagedService.asApplication();
    environment.put("PERENNIAL_JOBS_THREADS", "2");
    environment.put("PERENNIAL_LIMITS_CALLER_PER_MINUTE", "" + QUOTA);
    for (int i = 0; i < 2; i++) {
      SERVICES.add(PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("log" + i)));
    }
    for (RunningService service : SERVICES) {
      service.awaitReady();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    for (RunningService service : SERVICES) {
      service.close();
    }
  }

  private static RequestSpecification at(RunningService service, String key) {
    return given().baseUri(service.address()).header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
  }

  @Test
  void jobsAreSharedAndEachRunsOnce() throws Exception {
    String key = PackagedService.createTenant(PackagedService.asApplication(), "jobs");
    for (int i = 0; i < JOBS_EACH; i++) {
      for (RunningService service : SERVICES) {
        at(service, key).contentType("text/csv").queryParam("resource", "customers")
            .queryParam("options", "{\"source\":\"file\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}")
            .body("id,name\n" + service.port() + "-" + i + ",Name\n")
            .post("/v1/imports").then().statusCode(202);
      }
    }
    Instant latest = Instant.now().plus(PATIENCE);
    JsonPath jobs = jobs(key);
    while (!jobs.getList("items.state").stream().allMatch("SUCCEEDED"::equals)) {
      assertTrue(Instant.now().isBefore(latest), jobs.prettify());
      Thread.sleep(100);
      jobs = jobs(key);
    }
    assertEquals(2 * JOBS_EACH, jobs.getList("items").size());
    assertEquals(2 * JOBS_EACH, jobs.getList("items.counts.created", Long.class).stream().mapToLong(n -> n).sum());
    double ended = 0;
    for (RunningService service : SERVICES) {
      double here = Metrics.sum(service.metrics(), "perennial_jobs_seconds_count", "kind=\"import\"", "state=\"SUCCEEDED\"");
      assertTrue(here > 0, "a process that did no job");
      ended += here;
    }
    assertEquals(2 * JOBS_EACH, ended, "each job ends once, in one of them");
  }

  /** Each alone would let all of its half pass; a replica may hold a leased block beyond the quota. */
  @Test
  void aCallersQuotaIsOneForBoth() throws Exception {
    String key = PackagedService.createTenant(PackagedService.asApplication(), "quota");
    long start = System.nanoTime();
    int passed = 0;
    int refused = 0;
    for (int i = 0; i < 2 * (QUOTA - 100); i++) {
      int status = SERVICES.get(i % 2).get("/v1/me", key).statusCode();
      passed += status == 200 ? 1 : 0;
      refused += status == 429 ? 1 : 0;
    }
    double minutes = (System.nanoTime() - start) / 60e9;
    assertEquals(2 * (QUOTA - 100), passed + refused);
    assertTrue(refused > 0 && passed <= QUOTA * (1.1 + minutes), passed + " passed, " + refused + " refused in " + minutes + " minutes");
  }

  private static JsonPath jobs(String key) {
    return at(SERVICES.getFirst(), key).get("/v1/jobs?limit=200").then().statusCode(200).extract().jsonPath();
  }

  @Test
  void theFeedOfParallelWritersHasNoGaps() throws Exception {
    String key = PackagedService.createTenant(PackagedService.asApplication(), "feed");
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(2 * WRITERS_EACH)) {
      for (int i = 0; i < 2 * WRITERS_EACH; i++) {
        RunningService service = SERVICES.get(i % 2);
        writers.add(pool.submit(write(service, key)));
      }
      int events = follow(key, writers);
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertEquals(2 * WRITERS_EACH * WRITES, events);
    }
  }

  private static Callable<Integer> write(RunningService service, String key) {
    return () -> {
      for (int i = 0; i < WRITES; i++) {
        at(service, key).body(Map.of("name", "Customer " + i)).post("/v1/customers").then().statusCode(201);
      }
      return WRITES;
    };
  }

  /** Reads as writers write, from both in turn: every page continues where the one before ended. */
  private static int follow(String key, List<Future<?>> writers) {
    long last = 0;
    int created = 0;
    boolean written = false;
    for (int i = 0; ; i++) {
      JsonPath page =
          at(SERVICES.get(i % 2), key).get("/v1/events?after=" + last).then().statusCode(200).extract().jsonPath();
      List<Long> sequences = page.getList("items.sequence", Long.class);
      for (long sequence : sequences) {
        assertEquals(++last, sequence);
      }
      created += page.getList("items.type").stream().filter("customer.created"::equals).toList().size();
      if (sequences.isEmpty() && written) {
        return created;
      }
      written = writers.stream().allMatch(Future::isDone);
    }
  }
}
