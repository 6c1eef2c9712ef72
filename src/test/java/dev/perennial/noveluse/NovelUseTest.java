package dev.perennial.noveluse;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mixes of signals against those of the segment; the figures were computed apart, by the formula in NovelUseSql. */
@QuarkusTest
class NovelUseTest extends ApiTest {
  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));

  private int number;
  private String odd;
  private String plain;
  private String calm;

  @BeforeEach
  void threeOfASegment() {
    clock.set(Instant.parse("2026-06-01T00:00:00Z"));
    odd = customer("Odd", "A");
    plain = customer("Plain", "A");
    calm = customer("Calm", "A");
    use(odd, Map.of("exports", 10, "logins", 20, "robots", 10), "2026-05-20");
    use(plain, Map.of("exports", 5, "logins", 45), "2026-05-20");
    use(calm, Map.of("exports", 10, "logins", 40), "2026-05-20");
    use(odd, Map.of("robots", 50), "2026-01-20"); // before the window
  }

  private String customer(String name, String tier) {
    return api().body(Map.of("name", name, "tier", tier)).post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  private void use(String customer, Map<String, Integer> counts, String date) {
    List<Map<String, Object>> items = new ArrayList<>();
    counts.forEach(
        (type, count) -> {
          for (int i = 0; i < count; i++) {
            items.add(
                Map.of(
                    "source", "app", "sourceId", "s" + number++, "customer", customer, "kind", "USAGE", "type", type,
                    "occurredAt", date + "T08:00:00Z"));
          }
        });
    api().body(Map.of("items", items)).post("/v1/signals/bulk").then().statusCode(207);
  }

  private ValidatableResponse novelty(String customer, String parameters) {
    return api().config(DOUBLES).get("/v1/customers/" + customer + "/novel-use" + parameters).then();
  }

  @Test
  void theMixIsComparedWithThatOfTheOthers() {
    novelty(odd, "").statusCode(200)
        .body("state", equalTo("COMPARED"))
        .body("segment", equalTo("A"))
        .body("events", equalTo(40))
        .body("segmentEvents", equalTo(100))
        .body("segmentCustomers", equalTo(2))
        .body("divergence", closeTo(0.1535618350903513, 1e-12))
        .body("byChance", closeTo(0.01262358160777843, 1e-12))
        .body("types.type", contains("robots", "exports"))
        .body("types[0].contribution", closeTo(0.11138468613764023, 1e-12))
        .body("types[0].share", closeTo(0.25301204819277107, 1e-12))
        .body("types[0].segmentShare", closeTo(0.0049261083743842365, 1e-12))
        .body("reason", equalTo("robots makes 25% of its use and 0% of that of its segment."));
    novelty(plain, "").body("divergence", closeTo(0.06453833171098547, 1e-12)).body("types.type", contains("logins"));
  }

  @Test
  void theListIsRankedBeyondChance() {
    customer("Silent", "A");
    String alone = customer("Alone", "B");
    use(alone, Map.of("logins", 40), "2026-05-20");
    api().config(DOUBLES).get("/v1/novel-use").then().statusCode(200)
        .body("items.customerId", contains(odd, plain, calm))
        .body("items[0].excess", closeTo(0.1535618350903513 - 0.01262358160777843, 1e-12))
        .body("items[2].divergence", closeTo(0.039989569154481014, 1e-12))
        .body("items[0].types.type", contains("robots", "exports"));
    String next = api().get("/v1/novel-use?limit=2").then().body("items", hasSize(2)).extract().path("nextCursor");
    api().get("/v1/novel-use?limit=2&cursor=" + next).then().statusCode(200).body("items.customerId", contains(calm));
    api().get("/v1/novel-use?limit=2&segmentBy=NONE&cursor=" + next).then().statusCode(400);
    novelty(alone, "").body("state", equalTo("TOO_FEW_IN_SEGMENT")).body("divergence", nullValue());
    novelty(alone, "?segmentBy=NONE").body("state", equalTo("COMPARED")).body("segmentEvents", equalTo(140));
  }

  @Test
  void fewSignalsSayNothing() {
    novelty(odd, "?minEvents=41").statusCode(200)
        .body("state", equalTo("TOO_FEW_EVENTS"))
        .body("divergence", nullValue())
        .body("byChance", nullValue())
        .body("types", empty());
    api().get("/v1/novel-use?minEvents=51").then().statusCode(200).body("items", empty());
    novelty(odd, "?minEvents=0").statusCode(400).body("errors[0].parameter", equalTo("minEvents"));
    novelty(odd, "?windowDays=0").statusCode(400);
    novelty(odd, "?segmentBy=COLOUR").statusCode(400);
    novelty(odd, "?windowDays=200").body("events", equalTo(90));
  }

  @Test
  void laterKnowledgeDoesNotChangeThePast() {
    clock.set(Instant.parse("2026-06-02T00:00:00Z"));
    String past = "/v1/customers/" + odd + "/novel-use?knownAt=2026-06-02T00:00:00Z";
    String before = api().get(past).then().statusCode(200).extract().asString();
    clock.set(Instant.parse("2026-06-10T00:00:00Z"));
    use(plain, Map.of("robots", 30), "2026-05-21");
    api().body(Map.of("tier", "B")).contentType("application/merge-patch+json").patch("/v1/customers/" + calm).then().statusCode(200);
    api().body(Map.of("into", odd)).post("/v1/customers/" + plain + "/merge").then().statusCode(200);
    assertEquals(before, api().get(past).asString(), "what was known later changed the past");
    clock.set(Instant.parse("2026-06-10T00:00:01Z"));
    novelty(plain, "").body("customerId", equalTo(odd)).body("events", equalTo(120)).body("state", equalTo("TOO_FEW_IN_SEGMENT"));
  }

  @Test
  void ofAnotherTenantNothingIsSeen() {
    String other = tenants.create("other", "EUR").apiKey();
    as(other).get("/v1/customers/" + odd + "/novel-use").then().statusCode(404);
    as(other).get("/v1/novel-use").then().statusCode(200).body("items", empty());
    api().get("/v1/novel-use?limit=1").then().body("items", hasSize(1));
  }
}
