package dev.perennial.utilisation;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entitlements and the use of them, by the time that has passed. */
@QuarkusTest
class UtilisationTest extends ApiTest {
  @Inject CustomerRows rows;

  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));

  private String product;
  private String customer;
  private String contract;
  private int number;

  @BeforeEach
  void stock() {
    day("2026-01-01");
    product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    customer = post("/v1/customers", Map.of("name", "Acme"));
    contract = contract(customer);
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T00:00:00Z"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String contract(String of) {
    Map<String, Object> line = Map.of("productId", product, "quantity", 1, "unitPrice", "10.00", "amountPeriod", "MONTH");
    return post("/v1/contracts", Map.of("customerId", of, "startDate", "2026-01-01", "termMonths", 12, "lines", List.of(line)));
  }

  private static Map<String, Object> grant(String contract, String unit, int quantity, String period) {
    return Map.of("contractId", contract, "unit", unit, "quantity", quantity, "period", period, "usageType", unit);
  }

  /** One signal at noon of each day from the first to before the last. */
  private void use(String type, String from, String before, int eachDay) {
    for (LocalDate day = LocalDate.parse(from); day.isBefore(LocalDate.parse(before)); day = day.plusDays(1)) {
      Map<String, Object> body = new HashMap<>();
      body.put("source", "app");
      body.put("sourceId", "s" + number++);
      body.put("customer", customer);
      body.put("kind", "USAGE");
      body.put("type", type);
      body.put("value", eachDay);
      body.put("occurredAt", day + "T12:00:00Z");
      api().body(body).post("/v1/signals").then().statusCode(201);
    }
  }

  private ValidatableResponse utilisation() {
    return api().config(DOUBLES).get("/v1/customers/" + customer + "/utilisation").then().statusCode(200);
  }

  @Test
  void aQuotaThatWasJustResetDoesNotLookUnused() {
    post("/v1/entitlements", grant(contract, "calls", 310, "MONTH"));
    day("2026-02-02");
    use("calls", "2026-01-01", "2026-02-01", 9);
    utilisation()
        .body("state", equalTo("ENTITLED"))
        .body("entitlements[0].lastPeriod.used", closeTo(279, 1e-9))
        .body("entitlements[0].lastPeriod.share", closeTo(0.9, 1e-9))
        .body("entitlements[0].runningPeriod.used", closeTo(0, 1e-9))
        .body("entitlements[0].elapsedShare", closeTo(1 / 28.0, 0.002))
        .body("entitlements[0].pace", closeTo(0.9 / (1 + 1 / 28.0), 0.01))
        .body("entitlements[0].resetDate", equalTo("2026-03-01"))
        .body("entitlements[0].flags", empty())
        .body("entitlements[0].trend", hasSize(1));
  }

  @Test
  void littleAndMuchUseAreTold() {
    post("/v1/entitlements", grant(contract, "calls", 1000, "QUARTER"));
    post("/v1/entitlements", grant(contract, "seats", 10, "AT_A_TIME"));
    day("2026-02-15");
    use("calls", "2026-02-01", "2026-02-11", 10);
    use("seats", "2026-02-01", "2026-02-03", 12);
    utilisation()
        .body("entitlements.unit", contains("calls", "seats"))
        .body("entitlements[0].flags.code", contains("UNDER_USE"))
        .body("entitlements[0].pace", closeTo(0.2, 0.01))
        .body("entitlements[0].lastPeriod", nullValue())
        .body("entitlements[1].flags.code", contains("OVER_USE"))
        .body("entitlements[1].overage", closeTo(2, 1e-9))
        .body("entitlements[1].resetDate", nullValue());
    api().get("/v1/utilisation?maxPace=0.3").then().statusCode(200).body("items.unit", contains("calls"));
    String next = api().get("/v1/utilisation?limit=1").then().body("items.unit", contains("calls")).extract().path("nextCursor");
    api().get("/v1/utilisation?limit=1&cursor=" + next).then().statusCode(200).body("items.unit", contains("seats"));
  }

  private void used(String type, String date, int value) {
    use(type, date, LocalDate.parse(date).plusDays(1).toString(), value);
  }

  private void extend() {
    String renewal =
        api().get("/v1/renewals?open=true&contractId=" + contract).then().statusCode(200).extract().path("items[0].id");
    api().body(Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"))).post("/v1/renewals/" + renewal + "/outcome")
        .then().statusCode(200);
  }

  /** What is granted for a term is granted anew in the next, whenever that was agreed. */
  @Test
  void anExtensionBeginsATermOfItsOwn() {
    post("/v1/entitlements", grant(contract, "calls", 1200, "TERM"));
    day("2026-12-02");
    for (int month = 1; month <= 12; month++) {
      used("calls", "2026-%02d-01".formatted(month), 100);
    }
    extend();
    utilisation()
        .body("entitlements[0].runningPeriod.from", equalTo("2026-01-01"))
        .body("entitlements[0].runningPeriod.to", equalTo("2026-12-31"))
        .body("entitlements[0].elapsedShare", closeTo(335 / 365.0, 0.002))
        .body("entitlements[0].pace", closeTo(365 / 335.0, 0.01))
        .body("entitlements[0].resetDate", equalTo("2027-01-01"));
    day("2027-03-15");
    used("calls", "2027-01-20", 100);
    used("calls", "2027-02-20", 100);
    utilisation()
        .body("entitlements[0].lastPeriod.used", closeTo(1200, 1e-9))
        .body("entitlements[0].lastPeriod.to", equalTo("2026-12-31"))
        .body("entitlements[0].runningPeriod.from", equalTo("2027-01-01"))
        .body("entitlements[0].runningPeriod.to", equalTo("2027-12-31"))
        .body("entitlements[0].runningPeriod.used", closeTo(200, 1e-9))
        .body("entitlements[0].pace", closeTo(1400 / (1200 * (1 + 73 / 365.0)), 0.01))
        .body("entitlements[0].overage", closeTo(0, 1e-9))
        .body("entitlements[0].flags", empty())
        .body("entitlements[0].trend", hasSize(1));
    api().config(DOUBLES).get("/v1/utilisation").then().statusCode(200)
        .body("items[0].runningPeriod.from", equalTo("2027-01-01"))
        .body("items[0].trend", hasSize(1));
    api().config(DOUBLES).get("/v1/customers/" + customer + "/utilisation?knownAt=2026-12-10T00:00:00Z").then()
        .body("entitlements[0].runningPeriod.to", equalTo("2026-12-31")).body("entitlements[0].trend", empty());
    day("2027-11-15");
    extend();
    day("2028-02-01");
    utilisation().body("entitlements[0].trend.from", contains("2026-01-01", "2027-01-01"))
        .body("entitlements[0].runningPeriod.from", equalTo("2028-01-01"));
  }

  /** A ramp: each line grants while it is in force. */
  @Test
  void aLineGrantsWithinItsOwnDates() {
    Map<String, Object> small = Map.of("productId", product, "quantity", 1, "unitPrice", "10.00", "amountPeriod", "MONTH",
        "endDate", "2026-06-30");
    Map<String, Object> large = Map.of("productId", product, "quantity", 2, "unitPrice", "10.00", "amountPeriod", "MONTH",
        "startDate", "2026-07-01");
    contract = post("/v1/contracts", Map.of("customerId", customer, "startDate", "2026-01-01", "termMonths", 12, "lines", List.of(small, large)));
    List<String> lines = api().get("/v1/contracts/" + contract).then().statusCode(200).extract().path("lines.id");
    int quantity = 181;
    for (String line : lines) {
      Map<String, Object> fields = new HashMap<>(grant(contract, "calls", quantity, "TERM"));
      fields.put("lineId", line);
      post("/v1/entitlements", fields);
      quantity = 368;
    }
    day("2026-04-01");
    use("calls", "2026-01-01", "2026-02-01", 3);
    utilisation()
        .body("entitlements.quantity", contains(181.0))
        .body("entitlements[0].runningPeriod.from", equalTo("2026-01-01"))
        .body("entitlements[0].runningPeriod.to", equalTo("2026-06-30"))
        .body("entitlements[0].elapsedShare", closeTo(90 / 181.0, 0.002))
        .body("entitlements[0].pace", closeTo(93 / 90.0, 0.01));
    day("2026-10-01");
    use("calls", "2026-07-01", "2026-07-11", 8);
    utilisation()
        .body("entitlements.quantity", contains(368.0))
        .body("entitlements[0].runningPeriod.from", equalTo("2026-07-01"))
        .body("entitlements[0].runningPeriod.used", closeTo(80, 1e-9))
        .body("entitlements[0].elapsedShare", closeTo(0.5, 0.002))
        .body("entitlements[0].lastPeriod", nullValue())
        .body("entitlements[0].flags.code", contains("UNDER_USE"));
    api().get("/v1/utilisation").then().statusCode(200).body("items", hasSize(1));
  }

  /** While a contract rests nothing can be used, so these days are no time that has passed. */
  @Test
  void daysOfPausesAreNoTimeForUse() {
    post("/v1/entitlements", grant(contract, "calls", 365, "TERM"));
    post("/v1/entitlements", grant(contract, "reports", 60, "MONTH"));
    Map<String, Object> pause = Map.of("fromDate", "2026-03-01", "toDate", "2026-03-31", "extendsEnd", true);
    patch().body(Map.of("pauses", List.of(pause))).patch("/v1/contracts/" + contract).then().statusCode(200)
        .body("effectiveEndDate", equalTo("2027-01-31"));
    day("2026-03-15");
    use("calls", "2026-01-01", "2026-01-31", 2);
    use("reports", "2026-02-01", "2026-03-01", 2);
    utilisation()
        .body("entitlements[0].elapsedShare", closeTo(59 / 365.0, 1e-9))
        .body("entitlements[1].elapsedShare", closeTo(0, 1e-9)) // the running month rests as a whole
        .body("entitlements[1].pace", closeTo(56 / 60.0, 1e-9));
    day("2026-04-10");
    use("calls", "2026-04-01", "2026-04-10", 1);
    use("reports", "2026-04-01", "2026-04-10", 2);
    utilisation()
        .body("entitlements.unit", contains("calls", "reports"))
        .body("entitlements[0].runningPeriod.to", equalTo("2027-01-31"))
        .body("entitlements[0].elapsedShare", closeTo((99 - 31) / 365.0, 0.001))
        .body("entitlements[0].pace", nullValue()) // not yet a quarter
        .body("entitlements[0].runningPace", closeTo(69.0 / 68, 0.01))
        .body("entitlements[1].elapsedShare", closeTo(0.3, 0.001))
        .body("entitlements[1].pace", closeTo(1, 0.01)) // nothing was to be used in March
        .body("entitlements[1].flags", empty());
  }

  @Test
  void whatIsGrantedIsLookedAtByTheNextScore() {
    forgetMarks();
    String id = post("/v1/entitlements", grant(contract, "calls", 100, "MONTH"));
    assertEquals("1", marks());
    forgetMarks();
    patch().body(Map.of("quantity", 100)).patch("/v1/entitlements/" + id).then().statusCode(200);
    assertEquals("0", marks()); // as it was
    patch().body(Map.of("quantity", 200)).patch("/v1/entitlements/" + id).then().statusCode(200);
    assertEquals("1", marks());
  }

  private void forgetMarks() {
    rows.execute(tenant.id(), "DELETE FROM app.rescore_mark WHERE tenant_id = :tenant", UUID.fromString(customer), "");
  }

  private String marks() {
    return rows.read(
        tenant.id(), "SELECT count(*) FROM app.rescore_mark WHERE tenant_id = :tenant AND customer_id = :id", UUID.fromString(customer));
  }

  @Test
  void whatIsNotKnownIsNotZero() {
    utilisation().body("state", equalTo("NO_ENTITLEMENT")).body("entitlements", empty());
    post("/v1/entitlements", grant(contract, "calls", 100, "MONTH"));
    day("2026-03-15");
    utilisation()
        .body("entitlements[0].state", equalTo("NO_USAGE_SOURCE"))
        .body("entitlements[0].pace", nullValue())
        .body("entitlements[0].runningPeriod", nullValue());
    String other = customer;
    customer = post("/v1/customers", Map.of("name", "Other"));
    use("calls", "2026-03-01", "2026-03-02", 1);
    customer = other;
    utilisation().body("entitlements[0].state", equalTo("NEVER_REPORTED")).body("entitlements[0].overage", nullValue());
  }

  @Test
  void laterKnowledgeDoesNotChangeThePast() {
    String id = post("/v1/entitlements", grant(contract, "calls", 310, "MONTH"));
    day("2026-02-10");
    use("calls", "2026-01-01", "2026-01-11", 9);
    String past = "/v1/customers/" + customer + "/utilisation?knownAt=2026-02-10T00:00:00Z";
    String before = api().get(past).then().statusCode(200).extract().asString();
    day("2026-02-20");
    use("calls", "2026-01-11", "2026-01-21", 9);
    patch().body(Map.of("quantity", 62)).patch("/v1/entitlements/" + id).then().statusCode(200);
    assertEquals(before, api().get(past).asString());
    utilisation().body("entitlements[0].lastPeriod.used", closeTo(180, 1e-9));
  }

  @Test
  void whatMovedToAnotherContractIsItsOwn() {
    String id = post("/v1/entitlements", grant(contract, "calls", 310, "MONTH"));
    day("2026-02-01");
    String other = post("/v1/customers", Map.of("name", "Other"));
    String theirs = contract(other);
    day("2026-02-10");
    patch().body(Map.of("contractId", theirs)).patch("/v1/entitlements/" + id).then().statusCode(200);
    day("2026-02-11");
    utilisation().body("state", equalTo("NO_ENTITLEMENT"));
    api().get("/v1/customers/" + other + "/utilisation").then().body("entitlements.entitlementId", contains(id));
    api().get("/v1/customers/" + customer + "/utilisation?knownAt=2026-02-09T00:00:00Z").then()
        .body("entitlements.entitlementId", contains(id));
    api().get("/v1/customers/" + other + "/utilisation?knownAt=2026-02-09T00:00:00Z").then().body("entitlements", empty());
  }

  @Test
  void entitlementsAreEditedLikeEverythingElse() {
    Map<String, Object> fields = new HashMap<>(grant(contract, "calls", 310, "MONTH"));
    api().body(fields).put("/v1/entitlements/external/erp/e1").then().statusCode(201).body("aggregation", equalTo("SUM"));
    api().body(fields).put("/v1/entitlements/external/erp/e1").then().statusCode(200).body("version", is(0));
    fields.put("lineId", UUID.randomUUID());
    api().body(fields).post("/v1/entitlements").then().statusCode(400).body("errors[0].pointer", equalTo("/lineId"));
    api().body(grant(contract, "calls", 0, "MONTH")).post("/v1/entitlements").then().statusCode(400);
    fields.remove("lineId");
    fields.put("quantity", new java.math.BigDecimal("1e400"));
    api().body(fields).post("/v1/entitlements").then().statusCode(400);
    fields.put("quantity", 1);
    fields.put("lineId", UUID.randomUUID());
    api().get("/v1/entitlements?contractId=" + contract).then().statusCode(200).body("items", hasSize(1));
    readOnly().body(fields).post("/v1/entitlements").then().statusCode(403);
    String other = tenants.create("other", "EUR").apiKey();
    as(other).get("/v1/customers/" + customer + "/utilisation").then().statusCode(404);
    as(other).get("/v1/utilisation").then().statusCode(200).body("items", empty());
  }
}
