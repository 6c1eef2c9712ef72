package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of facts for the demo portfolio streams in, a day at a time, while people read: nobody is refused, what comes twice
 * is stored once, trouble is detected, and the risk of the customers in trouble rises for the reasons that were sent.
 */
class MonthOfFactsIT {
  private static final int DAYS = 30;
  private static final int TROUBLED = 8;
  private static final int READERS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What the troubles below are, in the words of the starter's features. */
  private static final Set<String> EXPECTED_REASONS =
      Set.of("tickets_open_severe", "severe_tickets_180", "nps_last", "competitor_contact_180", "sentiment_mean_180");

  @TempDir static Path folder;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random dice = new Random(7);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicBoolean streaming = new AtomicBoolean(true);
  private RunningService service;
  private String key;

  @Test
  void riskFollowsTheFacts() throws Exception {
    Path keys = folder.resolve("keys");
    Map<String, String> environment = PackagedService.asApplication();
    environment.put("PERENNIAL_DEMO_KEYS_FILE", keys.toString());
    try (RunningService running = PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("server.log"))) {
      service = running;
      service.awaitReady();
      key = Files.readAllLines(keys).getFirst().substring("API key: ".length());
      await("the demo learns no more", () -> get("/v1/jobs?state=QUEUED,RUNNING").path("items").isEmpty());
      List<JsonNode> renewals = scoredRenewals();
      List<JsonNode> troubled = renewals.subList(0, TROUBLED); // the safest: what comes is news
      Map<String, JsonNode> before = scores(troubled);
      Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
      List<String> month = month(renewals, troubled, today);
      streamWhilePeopleRead(month);
      for (String day : month) {
        JsonNode again = stream(day);
        assertEquals(again.get("lines"), again.get("duplicate"), again.toString());
      }
      for (JsonNode renewal : troubled) {
        awaitExplainedRise(renewal, before.get(renewal.get("id").asText()));
        awaitDetection(renewal.get("customerId").asText());
      }
    }
  }

  /** Open and scored, the safest first. */
  private List<JsonNode> scoredRenewals() throws Exception {
    List<JsonNode> renewals = new ArrayList<>();
    for (JsonNode renewal : get("/v1/renewals?open=true&limit=200").path("items")) {
      if (renewal.hasNonNull("probability")) {
        renewals.add(renewal);
      }
    }
    renewals.sort(Comparator.comparingDouble(renewal -> renewal.get("probability").asDouble()));
    assertTrue(renewals.size() > 50, () -> renewals.size() + " scored renewals");
    return renewals;
  }

  private Map<String, JsonNode> scores(List<JsonNode> renewals) throws Exception {
    Map<String, JsonNode> scores = new HashMap<>();
    for (JsonNode renewal : renewals) {
      String id = renewal.get("id").asText();
      scores.put(id, get("/v1/renewals/" + id).get("score"));
    }
    return scores;
  }

  /** One NDJSON document for each day: everybody logs in and talks now and then, the troubled have troubles. */
  private List<String> month(List<JsonNode> renewals, List<JsonNode> troubled, Instant today) {
    Set<String> customers = new TreeSet<>();
    renewals.forEach(renewal -> customers.add(renewal.get("customerId").asText()));
    Set<String> inTrouble = new TreeSet<>();
    troubled.forEach(renewal -> inTrouble.add(renewal.get("customerId").asText()));
    List<String> month = new ArrayList<>();
    for (int ago = DAYS; ago >= 1; ago--) {
      Instant day = today.minus(ago, ChronoUnit.DAYS);
      StringBuilder lines = new StringBuilder();
      for (String customer : customers) {
        for (ObjectNode fact : facts(ago, inTrouble.contains(customer))) {
          String occurred = day.plusSeconds(dice.nextInt(86_000)).toString();
          fact.put("source", "month").put("sourceId", customer + "-" + ago + "-" + fact.path("type").asText());
          fact.put("customer", customer).put("occurredAt", occurred);
          lines.append(fact).append('\n');
        }
      }
      month.add(lines.toString());
    }
    return month;
  }

  private List<ObjectNode> facts(int ago, boolean troubled) {
    List<ObjectNode> facts = new ArrayList<>();
    facts.add(fact("USAGE", "logins").put("value", 5 + dice.nextInt(40)));
    if (dice.nextInt(7) == 0) {
      facts.add(fact("INTERACTION", "email").put("direction", dice.nextBoolean() ? "INBOUND" : "OUTBOUND")
          .put("sentiment", troubled ? -0.8 : 0.2));
    }
    if (troubled && Set.of(12, 9, 6, 3).contains(ago)) {
      facts.add(fact("TICKET", "ticket").put("phase", "OPENED").put("severity", 4).put("subjectKey", "month-" + ago));
    }
    if (troubled && ago == 8) {
      facts.add(fact("SURVEY", "nps").put("value", 1));
    }
    if (troubled && (ago == 5 || ago == 2)) {
      facts.add(fact("EVENT", "competitor_contact"));
    }
    return facts;
  }

  private ObjectNode fact(String kind, String type) {
    return json.createObjectNode().put("kind", kind).put("type", type);
  }

  private void streamWhilePeopleRead(List<String> month) throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < READERS; i++) {
        readers.submit(this::readOn);
      }
      for (String day : month) {
        JsonNode answer = stream(day);
        assertEquals(answer.get("lines"), answer.get("stored"), answer.toString());
      }
      streaming.set(false);
      readers.shutdown();
      assertTrue(readers.awaitTermination(1, TimeUnit.MINUTES));
    } finally {
      streaming.set(false);
    }
    assertEquals(List.of(), List.copyOf(failures));
    assertTrue(read.get() >= READERS * 4, "people read meanwhile: " + read.get());
  }

  private void readOn() {
    while (streaming.get() && failures.isEmpty()) {
      try {
        String customer = get("/v1/worklist?limit=5").path("items").path(0).path("customerId").asText();
        get("/v1/customers/" + customer);
        get("/v1/customers/" + customer + "/timeline");
        get("/v1/renewals?limit=20");
        read.addAndGet(4);
      } catch (Exception | AssertionError e) {
        failures.add(e.toString());
      }
    }
  }

  /** Workers score again what was marked; the comparison says what moved it. */
  private void awaitExplainedRise(JsonNode renewal, JsonNode before) throws Exception {
    String id = renewal.get("id").asText();
    double earlier = before.get("probability").asDouble();
    await(
        "the risk rises of " + renewal + " from " + before,
        () -> {
          JsonNode score = get("/v1/renewals/" + id).get("score");
          if (score.get("probability").asDouble() < 1.5 * earlier) {
            return false;
          }
          Set<String> moved = new TreeSet<>();
          get("/v1/risk-scores/compare?from=" + before.get("scoreId").asText() + "&to=" + score.get("scoreId").asText())
              .path("lines").forEach(line -> moved.add(line.path("feature").asText()));
          return moved.containsAll(EXPECTED_REASONS);
        });
  }

  private void awaitDetection(String customer) throws Exception {
    await(
        "an escalation is detected",
        () -> {
          for (JsonNode event : get("/v1/trigger-events?customerId=" + customer).path("items")) {
            if (event.path("type").asText().equals("support_escalation")) {
              return true;
            }
          }
          return false;
        });
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = service.get(path, key);
    assertEquals(200, answer.statusCode(), path + " " + answer.body());
    return json.readTree(answer.body());
  }

  private JsonNode stream(String lines) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + "/v1/signals/stream"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant latest = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(latest), what);
      Thread.sleep(500);
    }
  }
}
