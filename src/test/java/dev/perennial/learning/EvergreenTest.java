package dev.perennial.learning;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contracts without an end, from the contract over the API to what a model learned of them. */
@QuarkusTest
class EvergreenTest extends LearningApiTest {
  private static final int CONTRACTS = 60;
  private static final int CANCELLED = 24;

  @Test
  void evergreenContractsAreLearnedByPeriodsOfTheHorizon() {
    clock.set(Instant.parse("2026-11-02T12:00:00Z"));
    String product = api().body(Map.of("code", "p", "name", "P")).post("/v1/products").then().statusCode(201).extract().path("id");
    List<Map<String, Object>> customers = new ArrayList<>();
    List<Map<String, Object>> contracts = new ArrayList<>();
    for (int i = 0; i < CONTRACTS; i++) {
      Map<String, String> customer = Map.of("source", "crm", "externalId", "c" + i);
      customers.add(Map.of("key", customer, "data", Map.of("name", "Customer " + i)));
      contracts.add(
          Map.of(
              "key", Map.of("source", "crm", "externalId", "k" + i),
              "data",
                  Map.of(
                      "customerId", customer, "startDate", "2026-01-01", "evergreen", true, "currency", "EUR", "noticeDays", 30,
                      "lines", List.of(Map.of("productId", product, "unitPrice", "90.00", "amountPeriod", "MONTH")))));
    }
    api().body(Map.of("items", customers)).post("/v1/customers/bulk").then().statusCode(207);
    api().body(Map.of("items", contracts)).post("/v1/contracts/bulk").then().statusCode(207).body("items[0].status", equalTo(201));
    List<String> renewals = api().get("/v1/renewals?limit=200").then().statusCode(200).extract().path("items.id");
    assertEquals(CONTRACTS, renewals.size());
    // 1 January to 2 November: periods of 90 days begin on days 0, 90, 180 and 270, and the last is not over
    for (String renewal : renewals.subList(0, CANCELLED)) {
      api().body(Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-08-15")).post("/v1/renewals/" + renewal + "/outcome")
          .then().statusCode(200);
    }
    String set =
        featureSet(
            List.of(
                Map.of(
                    "code", "uses", "label", "Uses", "group", "USAGE", "type", "NUMERIC", "measure", "COUNT", "signalKind", "USAGE",
                    "windowDays", 30)));
    JsonPath without = trained(draft("BASE_RATE", set, Map.of()), Map.of());
    assertEquals("NOT_ENOUGH_DATA", without.getString("training.outcome"));
    assertEquals(0, without.getInt("training.rows"));
    String model = draft("BASE_RATE", set, Map.of());
    JsonPath by90 = trained(model, Map.of("sample", Map.of("evergreen", true)));
    assertEquals(90, by90.getInt("training.horizonDays"));
    assertEquals(CANCELLED, by90.getInt("training.losses"));
    assertEquals(3 * CONTRACTS, by90.getInt("training.rows"));
    api().get("/v1/scoring-models/" + model + "/card").then().statusCode(200);

    String etag = api().get("/v1/settings").then().statusCode(200).extract().header("ETag");
    patch().header("If-Match", etag).body(Map.of("horizonDays", 30)).patch("/v1/settings").then().statusCode(200);
    JsonPath by30 = trained(draft("BASE_RATE", set, Map.of()), Map.of("sample", Map.of("evergreen", true)));
    assertEquals(30, by30.getInt("training.horizonDays"));
    assertEquals(CANCELLED, by30.getInt("training.losses"));
    // 305 days: ten whole periods of 30; who left on day 226 has seven whole ones and the one it left in
    assertEquals((CONTRACTS - CANCELLED) * 10 + CANCELLED * 8, by30.getInt("training.rows"));
    api().get("/v1/scoring-models/" + model).then().body("training.dueFrom", nullValue());
  }
}
