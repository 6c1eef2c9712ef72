package dev.perennial.successmetric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was answered for a pair of knownAt and recordedBy is answered again, whatever is recorded afterwards. */
@QuarkusTest
class MetricHistoryTest extends ApiTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 300;
  private static final int FACTS = 30;

  private final Map<String, String> answers = new LinkedHashMap<>();
  private String customer;
  private String metric;
  private String criterion;

  @Test
  void laterFactsChangeNoEarlierAnswer() {
    for (long seed = 1; seed <= 3; seed++) {
      answers.clear();
      Random dice = new Random(seed);
      stock(seed);
      facts(dice, seed + "a");
      Instant recordedBy = START.plus(Duration.ofDays(DAYS + 10));
      clock.set(recordedBy.plus(Duration.ofHours(1)));
      remember(dice, recordedBy);
      String now = read("/v1/success-metrics/" + metric);
      clock.set(recordedBy.plus(Duration.ofDays(1)));
      facts(dice, seed + "a"); // corrections of the same source ids, with higher revisions
      facts(dice, seed + "b");
      patch().body(Map.of("target", seed, "name", "Renamed")).patch("/v1/success-metrics/" + metric).then().statusCode(200);
      long which = seed;
      answers.forEach((path, answer) -> assertEquals(answer, read(path), "seed " + which + ": " + path));
      assertNotEquals(now, read("/v1/success-metrics/" + metric), "the facts changed nothing, so the test shows nothing");
    }
  }

  private void stock(long seed) {
    clock.set(START);
    customer = post("/v1/customers", Map.of("name", "Acme " + seed));
    metric =
        post(
            "/v1/success-metrics",
            Map.of(
                "customerId", customer, "name", "Hours", "direction", "LOWER_IS_BETTER", "definedBy", "CUSTOMER", "target", 10,
                "followUpMonths", new int[] {1, 3, 6, 9}));
    criterion = post("/v1/purchase-criteria", Map.of("customerId", customer, "criterion", "Fast", "importance", 3, "mustHave", true));
    clock.set(START.plus(Duration.ofDays(DAYS + 1)));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void facts(Random dice, String source) {
    for (int i = 0; i < FACTS; i++) {
      int occurred = dice.nextInt(DAYS);
      Map<String, Object> fact = new HashMap<>();
      fact.put("source", source);
      fact.put("sourceId", "f" + dice.nextInt(FACTS / 2));
      fact.put("revision", dice.nextInt(40));
      fact.put("value", dice.nextInt(11));
      fact.put("occurredAt", START.plus(Duration.ofDays(occurred)).toString());
      fact.put("knownAt", START.plus(Duration.ofDays(occurred + dice.nextInt(DAYS - occurred))).toString());
      if (dice.nextInt(5) == 0 && (int) fact.get("revision") > 0) {
        fact.put("retracted", true);
      }
      Map<String, Object> score = new HashMap<>(fact);
      score.put("evidence", "Seen");
      if (dice.nextInt(4) == 0) {
        fact.put("followUpMonth", 3 * dice.nextInt(4));
      }
      api().body(fact).post("/v1/success-metrics/" + metric + "/measurements");
      api().body(score).post("/v1/purchase-criteria/" + criterion + "/delivery-scores");
    }
  }

  private void remember(Random dice, Instant recordedBy) {
    for (int i = 0; i < 6; i++) {
      String at = "?knownAt=" + START.plus(Duration.ofDays(1 + dice.nextInt(DAYS))) + "&recordedBy=" + recordedBy;
      for (String path :
          new String[] {
            "/v1/success-metrics/" + metric, "/v1/measurements", "/v1/delivery-scores", "/v1/customers/" + customer + "/criteria-gaps",
            "/v1/customers/" + customer + "/timeline"
          }) {
        answers.put(path + at, read(path + at));
      }
    }
  }

  private String read(String path) {
    return api().get(path).then().statusCode(200).extract().asString();
  }
}
