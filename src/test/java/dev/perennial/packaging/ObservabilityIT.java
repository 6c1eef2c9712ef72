package dev.perennial.packaging;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a running service: metrics, logs as JSON, traces; and that dashboard and alerts speak of nothing else. */
class ObservabilityIT {
  private static final Path MONITORING = Path.of("k8s/monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:perennial|http_server|agroal|jvm|process|system)_[a-z0-9_]+");
  private static final String REQUEST_ID = "observability-1";
  private static final int PATIENCE_SECONDS = 90;

  @TempDir static Path folder;
  private static final CountDownLatch TRACED = new CountDownLatch(1);
  private static final CountDownLatch JOB_TRACED = new CountDownLatch(1);
  private static HttpServer collector;
  private static RunningService service;
  private static String metrics;

  @BeforeAll
  static void useTheService() throws Exception {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          String spans = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          if (spans.contains("GET /v1/customers")) {
            TRACED.countDown();
          }
          if (spans.contains("job import")) {
            JOB_TRACED.countDown();
          }
        });
    collector.start();
    Map<String, String> environment = PackagedService.asApplication();
    String key = PackagedService.createTenant(environment, "observed");
    environment.put("PERENNIAL_LOG_JSON", "true");
    environment.put("PERENNIAL_OTLP_ENDPOINT", "http://localhost:" + collector.getAddress().getPort());
    environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    service = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("log"));
    service.awaitReady();
    String customer = at(key).body(Map.of("name", "One")).post("/v1/customers").then().statusCode(201).extract().path("id");
    for (int i = 0; i < 30; i++) {
      at(key).get("/v1/customers/" + customer).then().statusCode(200);
      at(key).get("/v1/nothing-here-" + i).then().statusCode(404);
      at(key).get("/nothing-" + i + "/at/all").then().statusCode(404);
      at("wrong").get("/v1/customers/" + i).then().statusCode(401);
      at(key).get("/v1/customers/not-an-id-" + i).then().statusCode(404);
    }
    String product = at(key).body(Map.of("code", "P", "name", "P")).post("/v1/products").then().statusCode(201).extract().path("id");
    at(key)
        .body(
            Map.of(
                "customerId", customer, "startDate", LocalDate.now().minusMonths(9).toString(), "termMonths", 12,
                "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "10", "amountPeriod", "MONTH"))))
        .post("/v1/contracts").then().statusCode(201);
    job(key, "SUCCEEDED", at(key).contentType("text/csv").queryParam("resource", "customers")
        .queryParam("options", "{\"source\":\"file\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}")
        .body("id,name\n1,Two\n2,\n").post("/v1/imports").then().statusCode(202).extract().path("id"));
    job(key, "FAILED", at(key).contentType("text/csv").queryParam("resource", "customers")
        .queryParam("options", "{\"source\":\"file\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}")
        .body("other\n1\n").post("/v1/imports").then().statusCode(202).extract().path("id"));
    job(key, "SUCCEEDED", at(key).body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(202).extract().path("id"));
    metrics = metricsWithRecurringWork();
  }

  /** The most frequent recurring work comes every twenty seconds. */
  private static String metricsWithRecurringWork() throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS; i++) {
      String now = service.metrics();
      if (now.contains("perennial_recurring_work_seconds_count")) {
        return now;
      }
      Thread.sleep(1000);
    }
    throw new AssertionError("no recurring work");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    service.close();
    collector.stop(0);
  }

  private static RequestSpecification at(String key) {
    return given().baseUri(service.address()).header("Authorization", "Bearer " + key)
        .header("X-Request-Id", REQUEST_ID).contentType(ContentType.JSON);
  }

  private static void job(String key, String end, String id) throws InterruptedException {
    for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
      String state = at(key).get("/v1/jobs/" + id).then().statusCode(200).extract().path("state");
      if (!List.of("QUEUED", "RUNNING").contains(state)) {
        assertEquals(end, state);
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the job does not end");
  }

  @Test
  void requestsAreCountedByRouteAndUnknownPathsAreOne() {
    List<String> routes = Metrics.values(metrics, "http_server_requests_seconds_count", "uri");
    assertTrue(routes.contains("/v1/customers/{id}"), routes.toString());
    assertTrue(routes.stream().noneMatch(route -> route.contains("nothing") || route.matches(".*\\d{2,}.*|.*not-an-id.*")), routes.toString());
    assertTrue(
        Metrics.sum(metrics, "http_server_requests_seconds_count", "uri=\"/v1/customers/{id}\"", "status=\"200\"") >= 30);
    assertTrue(Metrics.sum(metrics, "http_server_requests_seconds_bucket", "uri=\"/v1/customers\"", "le=\"10.0\"") >= 1);
  }

  @Test
  void jobsEventsScoresAndPoolsAreCounted() {
    assertEquals(1, Metrics.sum(metrics, "perennial_jobs_seconds_count", "kind=\"import\"", "state=\"SUCCEEDED\""));
    assertEquals(1, Metrics.sum(metrics, "perennial_job_items_total", "kind=\"import\"", "result=\"created\""));
    assertEquals(1, Metrics.sum(metrics, "perennial_job_items_total", "kind=\"import\"", "result=\"failed\""));
    assertEquals(0, Metrics.sum(metrics, "perennial_jobs_due"));
    assertTrue(Metrics.sum(metrics, "perennial_events_total", "type=\"customer.created\"") >= 1);
    assertTrue(Metrics.sum(metrics, "perennial_recurring_work_seconds_count", "outcome=\"SUCCEEDED\"") >= 1);
    assertTrue(Metrics.sum(metrics, "agroal_acquire_count_total", "datasource=\"default\"") > 0);
  }

  @Test
  void logsAreJsonAndSayWhichRequest() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("log"))) {
      if (line.startsWith("{")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    assertTrue(lines.stream().anyMatch(line -> line.path("message").asText().contains("started in")), lines.toString());
    assertTrue(lines.stream().allMatch(line -> line.has("@timestamp") && line.has("log.level") && line.has("ecs.version")));
    JsonNode failed =
        lines.stream().filter(line -> line.path("message").asText().contains("(import) failed")).findFirst().orElseThrow();
    assertEquals(REQUEST_ID, failed.at("/mdc/requestId").asText(), "work that a request started carries its id");
    assertTrue(failed.at("/mdc/traceId").asText().matches("[0-9a-f]{32}"), failed.toString());
  }

  @Test
  void tracesGoToTheCollector() throws InterruptedException {
    assertTrue(TRACED.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertTrue(JOB_TRACED.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void dashboardAndAlertsNameOnlyWhatThereIs() throws Exception {
    List<String> there = Metrics.names(metrics);
    TreeSet<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.list(MONITORING)) {
      for (Path file : files.filter(f -> !f.endsWith("kustomization.yaml")).toList()) {
        METRIC.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
      }
    }
    assertTrue(named.size() > 10, named.toString());
    named.removeAll(there);
    assertEquals(new TreeSet<>(), named, "not in the running service");
  }
}
