package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.testing.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts, on the wire between the service and its database, how often a request goes there and back. */
class RoundTripsIT {
  private static final int CUSTOMERS = 12;
  private static final int TIMES = 15;
  private static final List<String> BOARD_SORTS = List.of("dueDate", "decisionDeadline", "amount", "probability", "expectedLoss");

  @TempDir static Path folder;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningService service;
  private Forwarder forwarder;
  private String key;

  @Test
  void readsCostWhatTheyPromise() throws Exception {
    URI database = URI.create(TestDatabase.roles().url().substring("jdbc:".length()));
    key = PackagedService.createTenant(PackagedService.asApplication(), "round trips");
    try (Forwarder counting = new Forwarder(database.getHost(), database.getPort())) {
      forwarder = counting;
      String url = "jdbc:postgresql://localhost:" + counting.port() + database.getPath();
      Map<String, String> environment =
          PackagedService.as(url, DatabaseRoles.APPLICATION, TestDatabase.roles().applicationPassword());
      environment.put("PERENNIAL_JOBS_ENABLED", "false"); // whose polling would be counted, too
      try (RunningService running = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("log"))) {
        service = running;
        service.awaitReady();
        fill();
        singleReadsCostOne();
        listsCostTwoAtMost();
        aTimelineCostsThreeAtMost();
      }
    }
  }

  private void singleReadsCostOne() throws Exception {
    for (String collection : List.of("customers", "contracts", "renewals")) {
      String id = read("/v1/" + collection + "?limit=1").path("items").path(0).path("id").asText();
      assertEquals(1, roundTrips("/v1/" + collection + "/" + id), collection);
    }
  }

  private void listsCostTwoAtMost() throws Exception {
    List<String> paths = new ArrayList<>(List.of("/v1/customers?limit=5", "/v1/contracts?limit=5", "/v1/worklist", "/v1/events?after=0"));
    for (String sort : BOARD_SORTS) {
      for (String direction : List.of("", "-")) {
        String first = "/v1/renewals?limit=5&sort=" + direction + sort;
        String cursor = read(first).path("nextCursor").asText();
        paths.add(first);
        paths.add(first + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
      }
    }
    for (String path : paths) {
      long count = roundTrips(path);
      assertTrue(count >= 1 && count <= 2, path + " took " + count + " round trips");
    }
  }

  private void aTimelineCostsThreeAtMost() throws Exception {
    String customer = read("/v1/customers?limit=1").path("items").path(0).path("id").asText();
    for (String query : List.of("", "?limit=2", "?kinds=CHANGE", "?knownAt=" + Instant.now())) {
      long count = roundTrips("/v1/customers/" + customer + "/timeline" + query);
      assertTrue(count >= 1 && count <= 3, query + " took " + count + " round trips");
    }
  }

  /** The median: a connection that is opened, or a quota that is renewed, now and then costs more. */
  private long roundTrips(String path) throws Exception {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long before = forwarder.roundTrips();
      read(path);
      counts.add(forwarder.roundTrips() - before);
    }
    return counts.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
  }

  private JsonNode read(String path) throws Exception {
    HttpResponse<String> answer = service.get(path, key);
    assertEquals(200, answer.statusCode(), () -> path + ": " + answer.body());
    return json.readTree(answer.body());
  }

  private void fill() throws Exception {
    String product = post("/v1/products", Map.of("code", "PRODUCT", "name", "Product"));
    for (int i = 0; i < CUSTOMERS; i++) {
      String customer = post("/v1/customers", Map.of("name", "Customer " + i));
      Map<String, Object> line = Map.of("productId", product, "unitPrice", "1" + i, "amountPeriod", "MONTH");
      String start = LocalDate.now().minusMonths(6).minusDays(i).toString();
      post("/v1/contracts", Map.of("customerId", customer, "startDate", start, "termMonths", 12, "lines", List.of(line)));
    }
  }

  private String post(String path, Map<String, Object> body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
    return json.readTree(answer.body()).path("id").asText();
  }
}
