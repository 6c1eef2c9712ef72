package dev.perennial.stagnation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Since when nothing is new: each kind of movement, what is not one, and as of a time. */
@QuarkusTest
class StagnationTest extends ApiTest {
  private static final String CURRENCY = "EUR";

  private String product;
  private int number;

  @BeforeEach
  void stock() {
    day("2025-01-01");
    product = post("/v1/products", Map.of("code", "core", "name", "Core"));
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T12:00:00Z"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  /** With a contract from 2025 on, for 1000 a month. */
  private String customer(String name) {
    String id = post("/v1/customers", Map.of("name", name, "tier", "A"));
    contract(id, "2025-01-01", "1000.00");
    return id;
  }

  private String contract(String customer, String start, String monthly) {
    Map<String, Object> line =
        Map.of("productId", product, "quantity", 1, "unitPrice", monthly, "chargeType", "RECURRING", "amountPeriod", "MONTH");
    return post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", start, "termMonths", 48, "currency", CURRENCY, "lines", List.of(line)));
  }

  private void signal(String customer, String kind, String type, String date) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", "app");
    body.put("sourceId", "s" + number++);
    body.put("customer", customer);
    body.put("kind", kind);
    body.put("type", type);
    body.put("occurredAt", date + "T08:00:00Z");
    api().body(body).post("/v1/signals").then().statusCode(201);
  }

  private ValidatableResponse stagnation(String customer) {
    return api().get("/v1/customers/" + customer + "/stagnation").then().statusCode(200);
  }

  @Test
  void withoutAnyTellingOfUseItIsNotKnown() {
    String customer = customer("Acme");
    day("2026-03-01");
    stagnation(customer)
        .body("state", equalTo("UNKNOWN"))
        .body("usage", equalTo("NOT_CONNECTED"))
        .body("months", is(14))
        .body("sinceDate", equalTo("2025-01-01"))
        .body("movements", empty())
        .body("reason", containsString("No source of usage is connected"));
    String other = customer("Other");
    signal(other, "USAGE", "logins", "2026-02-20");
    stagnation(customer).body("state", equalTo("UNKNOWN")).body("usage", equalTo("NEVER_REPORTED"));
    signal(customer, "USAGE", "logins", "2026-02-27");
    stagnation(customer).body("state", equalTo("STAGNANT")).body("movements", empty()); // the source is new, not the use
    String nobody = post("/v1/customers", Map.of("name", "Prospect"));
    stagnation(nobody).body("state", equalTo("UNKNOWN")).body("months", nullValue()).body("sinceDate", nullValue());
  }

  @Test
  void eachKindOfMovementCountsFromItsLatest() {
    String customer = customer("Acme");
    String still = customer("Still");
    day("2025-02-02");
    signal(customer, "USAGE", "logins", "2025-02-01");
    signal(still, "USAGE", "logins", "2025-02-01");
    signal(still, "USAGE", "exports", "2025-02-01");
    day("2025-06-10");
    signal(customer, "USAGE", "exports", "2025-06-05");
    signal(customer, "USAGE", "logins", "2025-06-09"); // used before
    signal(customer, "TICKET", "login_fails", "2025-06-09"); // no use
    stagnation(customer)
        .body("state", equalTo("MOVING"))
        .body("sinceDate", equalTo("2025-06-05"))
        .body("movements.kind", contains("NEW_USE"))
        .body("movements[0].what", equalTo("exports"));
    day("2025-08-01");
    contract(customer, "2025-07-15", "200.50");
    stagnation(customer)
        .body("sinceDate", equalTo("2025-07-15"))
        .body("movements.kind", contains("EXPANSION", "NEW_USE"))
        .body("movements[0].what", equalTo("1000.00 → 1200.50 EUR"))
        .body("reason", containsString("an expansion (1000.00 → 1200.50 EUR a month) on 2025-07-15"));
    day("2025-09-01");
    api()
        .body(Map.of("name", "Reports", "releaseDate", "2025-01-01", "predicate", Map.of("types", List.of("report_built"), "minimumCount", 2)))
        .put("/v1/product-features/reports").then().statusCode(201);
    signal(customer, "EVENT", "report_built", "2025-08-10");
    stagnation(customer).body("movements.kind", contains("EXPANSION", "NEW_USE"));
    signal(customer, "EVENT", "report_built", "2025-08-20");
    stagnation(customer).body("movements.kind", contains("NEW_FEATURE", "EXPANSION", "NEW_USE")).body("sinceDate", equalTo("2025-08-20"));
    signal(customer, "EVENT", "change_initiative", "2025-08-25");
    stagnation(customer)
        .body("movements.kind", contains("CHANGE_INITIATIVE", "NEW_FEATURE", "EXPANSION", "NEW_USE"))
        .body("sinceDate", equalTo("2025-08-25"));
    day("2026-08-24");
    stagnation(customer).body("state", equalTo("MOVING")).body("months", is(11));
    day("2026-08-25");
    stagnation(customer).body("state", equalTo("STAGNANT")).body("months", is(12));
    String path = "/v1/customers/" + customer + "/stagnation?stagnantMonths=";
    api().get(path + 13).then().statusCode(200).body("state", equalTo("MOVING"));
    api().get(path + 0).then().statusCode(400).body("errors[0].parameter", equalTo("stagnantMonths"));
    theListSaysTheSame(customer, still);
  }

  private void theListSaysTheSame(String customer, String still) {
    api().get("/v1/stagnation").then().statusCode(200)
        .body("items.customerId", contains(still, customer))
        .body("items.months", contains(19, 12))
        .body("items.sinceDate", contains("2025-01-01", "2025-08-25"))
        .body("items[0].lastMovement", nullValue())
        .body("items[1].lastMovement.kind", equalTo("CHANGE_INITIATIVE"));
    String next = api().get("/v1/stagnation?limit=1&tier=A").then().statusCode(200).body("items.customerId", contains(still))
        .extract().path("nextCursor");
    api().get("/v1/stagnation?limit=1&tier=A&cursor=" + next).then().statusCode(200).body("items.customerId", contains(customer));
    api().get("/v1/stagnation?minMonths=13").then().statusCode(200).body("items.customerId", contains(still));
    api().get("/v1/stagnation?tier=B").then().statusCode(200).body("items", empty());
    api().get("/v1/stagnation?minMonths=-1").then().statusCode(400).body("errors[0].parameter", equalTo("minMonths"));
    api().get("/v1/stagnation?months=1").then().statusCode(400);
  }

  @Test
  void expansionInTheListIsThatOfTheCustomer() {
    String customer = customer("Acme");
    contract(customer, "2025-07-15", "333.33");
    day("2025-10-01");
    contract(customer, "2025-12-01", "500.00"); // has not begun
    stagnation(customer).body("movements[0].what", equalTo("1000.00 → 1333.33 EUR"));
    api().get("/v1/stagnation").then().statusCode(200)
        .body("items[0].lastMovement.kind", equalTo("EXPANSION"))
        .body("items[0].lastMovement.what", equalTo("1000.00 → 1333.33 EUR"))
        .body("items[0].lastMovement.date", equalTo("2025-07-15"));
  }

  @Test
  void mergedDuplicatesCountForTheirSurvivor() {
    String customer = customer("Acme");
    String duplicate = post("/v1/customers", Map.of("name", "Acme again"));
    day("2025-06-10");
    signal(duplicate, "EVENT", "change_initiative", "2025-06-01");
    api().body(Map.of("into", customer)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    stagnation(duplicate).body("customerId", equalTo(customer)).body("sinceDate", equalTo("2025-06-01"));
    api().get("/v1/stagnation").then().body("items.sinceDate", contains("2025-06-01"));
  }

  @Test
  void laterKnowledgeDoesNotChangeThePast() {
    String customer = customer("Acme");
    day("2025-02-01");
    signal(customer, "USAGE", "logins", "2025-01-20");
    signal(customer("Other"), "USAGE", "exports", "2025-01-20");
    day("2025-05-01");
    String past = "/v1/customers/" + customer + "/stagnation?knownAt=2025-05-01T12:00:00Z";
    String before = api().get(past).then().statusCode(200).extract().asString();
    day("2025-07-01");
    signal(customer, "USAGE", "exports", "2025-04-20");
    signal(customer, "EVENT", "change_initiative", "2025-04-25");
    contract(customer, "2025-04-01", "99.00");
    assertEquals(before, api().get(past).asString(), "what was known later changed the past");
    stagnation(customer)
        .body("movements.kind", contains("CHANGE_INITIATIVE", "NEW_USE", "EXPANSION"))
        .body("sinceDate", equalTo("2025-04-25"));
  }

  @Test
  void ofAnotherTenantNothingIsSeen() {
    String customer = customer("Acme");
    String other = tenants.create("other", CURRENCY).apiKey();
    as(other).get("/v1/customers/" + customer + "/stagnation").then().statusCode(404);
    as(other).get("/v1/stagnation").then().statusCode(200).body("items", empty());
    api().get("/v1/customers/" + UUID.randomUUID() + "/stagnation").then().statusCode(404);
  }
}
