package dev.perennial.history;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.risk.Rescoring;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.WithoutWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of the past: what was answered then is answered now, whatever has happened since. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
class PointInTimeTest extends ApiTest {
  @Inject Callers callers;
  @Inject Rescoring rescoring;

  private String product;
  private String customer;

  @BeforeEach
  void stock() {
    day("2026-03-01");
    product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    customer = post("/v1/customers", Map.of("name", "Acme", "tier", "A", "externalIds", List.of(external("crm", "1"))));
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T09:00:00Z"));
  }

  private static Map<String, String> external(String source, String id) {
    return Map.of("source", source, "externalId", id);
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String contract(String currency, String price, String start, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.putAll(
        Map.of(
            "customerId", customer, "startDate", start, "termMonths", 12, "noticeDays", 60, "currency", currency,
            "lines", List.of(Map.of("productId", product, "quantity", 10, "unitPrice", price, "amountPeriod", "MONTH"))));
    return post("/v1/contracts", body);
  }

  private String renewalOf(String contract) {
    return api().get("/v1/renewals?contractId=" + contract).then().statusCode(200).extract().path("items[0].id");
  }

  private Response at(String path, String knownAt) {
    return api().queryParam("knownAt", knownAt).get(path);
  }

  /** Here and at no other time: a score between two reads of the present would be one of another time. */
  private void score() {
    callers.run(Caller.system(tenant.id(), "test"), rescoring::scoreMarked);
  }

  @Test
  void everyAnswerOfThenIsGivenAgain() {
    Answers answers = new Answers(this::api);
    String first = contract("EUR", "100", "2026-01-01", Map.of("externalIds", List.of(external("crm", "k1"))));
    String renewal = renewalOf(first);
    List<String> paths =
        List.of(
            "/v1/customers/" + customer, "/v1/customers/external/crm/1", "/v1/customers", "/v1/customers?status=NOTICE_GIVEN",
            "/v1/customers?q=ac&sort=-updatedAt", "/v1/contracts/" + first, "/v1/contracts/external/crm/k1",
            "/v1/contracts?sort=endDate", "/v1/contracts?status=ACTIVE", "/v1/renewals/" + renewal, "/v1/renewals",
            "/v1/renewals?sort=-expectedLoss,dueDate&q=ac", "/v1/renewals?open=false", "/v1/renewals?overdue=true",
            "/v1/customers/" + customer + "/timeline", "/v1/customers/" + customer + "/roll-up");
    Map<Instant, Map<String, JsonNode>> taken = new LinkedHashMap<>();
    taken.put(clock.instant(), answers.take(paths, ""));

    day("2026-04-01");
    score();
    String group = post("/v1/customers", Map.of("name", "Group"));
    patch().body(Map.of("parentId", group)).patch("/v1/customers/" + customer).then().statusCode(200);
    api().body(Map.of("stage", "ENGAGED", "note", "called")).post("/v1/renewals/" + renewal + "/stage").then()
        .statusCode(200);
    patch().body(Map.of("forecastAmount", Map.of("amount", "9000.00", "currency", "EUR"))).patch("/v1/renewals/" + renewal)
        .then().statusCode(200);
    taken.put(clock.instant(), answers.take(paths, ""));

    day("2026-05-01");
    api().body(Map.of("rate", "0.9")).put("/v1/exchange-rates/USD/2026-05-01").then().statusCode(200);
    contract("USD", "50", "2026-05-01", Map.of());
    api().body(interaction("i1", "2026-04-30T12:00:00Z")).post("/v1/signals").then().statusCode(201);
    taken.put(clock.instant(), answers.take(paths, ""));

    day("2026-06-01");
    patch().body(Map.of("name", "Acme Holding", "tier", "B", "externalIds", List.of())).patch("/v1/customers/" + customer)
        .then().statusCode(200);
    api().body(Map.of("rate", "0.8")).put("/v1/exchange-rates/USD/2026-05-01").then().statusCode(200);
    api().body(Map.of("receivedDate", "2026-06-01")).post("/v1/renewals/" + renewal + "/notice").then().statusCode(200);
    patch().body(Map.of("name", "Core 2")).patch("/v1/products/" + product).then().statusCode(200);
    score();
    taken.put(clock.instant(), answers.take(paths, ""));

    day("2026-07-01");
    api().body(Map.of("outcome", "NOT_RENEWED")).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(200);
    api().body(interaction("i2", "2026-04-01T12:00:00Z")).post("/v1/signals").then().statusCode(201);
    api().body(Map.of("rate", "0.1")).put("/v1/exchange-rates/USD/2026-06-15").then().statusCode(200);
    patch().body(Map.of("timeZone", "Asia/Tokyo")).patch("/v1/settings").then().statusCode(200);

    taken.forEach(
        (at, expected) -> {
          String pair = "knownAt=" + at + "&recordedBy=" + at;
          assertEquals(List.of(), Answers.differences(pair, expected, answers.take(paths, pair)));
        });
  }

  private Map<String, Object> interaction(String id, String occurredAt) {
    return Map.of(
        "source", "mail", "sourceId", id, "customer", customer, "kind", "INTERACTION", "type", "email", "occurredAt", occurredAt,
        "direction", "INBOUND");
  }

  @Test
  void thePastHasNoTagToWriteAgainst() {
    day("2026-04-01");
    patch().body(Map.of("tier", "B")).patch("/v1/customers/" + customer).then().statusCode(200).header("ETag", notNullValue());
    Response past = at("/v1/customers/" + customer, "2026-03-02T00:00:00Z");
    past.then().statusCode(200).body("tier", equalTo("A")).body("version", equalTo(0));
    assertTrue(past.header("ETag").startsWith("W/"), "nothing to write against");
    patch().header("If-Match", past.<String>path("etag")).body(Map.of("tier", "C")).patch("/v1/customers/" + customer).then()
        .statusCode(412);
  }

  @Test
  void whatWasNotKnownThenIsNotThere() {
    String contract = contract("EUR", "100", "2026-01-01", Map.of());
    String renewal = renewalOf(contract);
    for (String path :
        List.of(
            "/v1/customers/" + customer, "/v1/customers/external/crm/1", "/v1/contracts/" + contract, "/v1/renewals/" + renewal,
            "/v1/customers/" + customer + "/timeline", "/v1/customers/" + customer + "/roll-up")) {
      at(path, "2026-02-28T00:00:00Z").then().statusCode(404);
      api().queryParam("recordedBy", "2026-02-28T00:00:00Z").get(path).then().statusCode(404);
      api().queryParam("recordedBy", clock.instant().toString()).get(path).then().statusCode(200);
      at(path, "2099-01-01T00:00:00Z").then().statusCode(400).body("errors[0].parameter", equalTo("knownAt"));
      at(path, "yesterday").then().statusCode(400);
      api().queryParam("recordedBy", "2099-01-01T00:00:00Z").get(path).then().statusCode(400)
          .body("errors[0].parameter", equalTo("recordedBy"));
    }
    for (String list : List.of("/v1/customers", "/v1/contracts", "/v1/renewals")) {
      at(list, "2026-02-28T00:00:00Z").then().statusCode(200).body("items", hasSize(0));
      at(list, "2099-01-01T00:00:00Z").then().statusCode(400);
    }
    at("/v1/customers/" + UUID.randomUUID(), "2026-03-01T00:00:00Z").then().statusCode(404);
    String other = tenants.create("other", "EUR").apiKey();
    as(other).queryParam("knownAt", clock.instant().toString()).get("/v1/customers/" + customer).then().statusCode(404);
    as(other).queryParam("knownAt", clock.instant().toString()).get("/v1/customers").then().body("items", hasSize(0));
  }

  @Test
  void pagesOfThePastFollowEachOther() {
    for (String name : List.of("Beta", "Gamma", "Delta")) {
      post("/v1/customers", Map.of("name", name));
    }
    String then = clock.instant().toString();
    day("2026-04-01");
    post("/v1/customers", Map.of("name", "Between"));
    patch().body(Map.of("name", "Zulu")).patch("/v1/customers/" + customer).then().statusCode(200);
    Response first = api().queryParam("knownAt", then).queryParam("limit", 2).get("/v1/customers");
    first.then().statusCode(200).body("items.name", contains("Acme", "Beta"));
    String cursor = first.path("nextCursor");
    api().queryParam("knownAt", then).queryParam("limit", 2).queryParam("cursor", cursor).get("/v1/customers").then()
        .statusCode(200).body("items.name", contains("Delta", "Gamma")).body("nextCursor", nullValue());
    api().queryParam("limit", 2).queryParam("cursor", cursor).get("/v1/customers").then().statusCode(400);
    String byRecorded =
        api().queryParam("recordedBy", then).queryParam("limit", 2).get("/v1/customers").then().statusCode(200).extract()
            .path("nextCursor");
    api().queryParam("recordedBy", then).queryParam("limit", 2).queryParam("cursor", byRecorded).get("/v1/customers").then()
        .statusCode(200).body("items.name", contains("Delta", "Gamma"));
  }
}
