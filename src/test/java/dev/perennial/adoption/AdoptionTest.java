package dev.perennial.adoption;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths and features: reached, overdue, and as of a time. */
@QuarkusTest
class AdoptionTest extends ApiTest {
  private String product;
  private int number;

  @BeforeEach
  void stock() {
    day("2026-03-01");
    product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    put(
        "/v1/adoption-paths/onboarding",
        Map.of(
            "name", "Three steps",
            "steps",
            List.of(
                step("invite", Map.of("types", List.of("invited"), "minimumCount", 2), 10),
                step("report", Map.of("types", List.of("used"), "attribute", Map.of("name", "feature", "equals", "report")), 20),
                step("volume", Map.of("types", List.of("calls"), "minimumValue", 100), 30))));
  }

  private static Map<String, Object> step(String code, Map<String, Object> predicate, int expectedDays) {
    return Map.of("code", code, "name", "Step " + code, "predicate", predicate, "expectedDays", expectedDays);
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T09:00:00Z"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void put(String path, Object body) {
    api().body(body).put(path).then().statusCode(201);
  }

  private String customer(String name, String tier) {
    String id = post("/v1/customers", Map.of("name", name, "tier", tier));
    Map<String, Object> line = Map.of("productId", product, "quantity", 1, "unitPrice", "10.00", "amountPeriod", "MONTH");
    post("/v1/contracts", Map.of("customerId", id, "startDate", "2026-03-01", "termMonths", 12, "lines", List.of(line)));
    return id;
  }

  private void signal(String customer, String type, String date, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.putAll(
        Map.of(
            "source", "app", "sourceId", "s" + number++, "customer", customer, "kind", "USAGE", "type", type, "occurredAt",
            date + "T08:00:00Z"));
    api().body(body).post("/v1/signals").then().statusCode(201);
  }

  @Test
  void stepsAreReachedAndTheNextOneIsOverdue() {
    String fast = customer("Fast", "A");
    String slow = customer("Slow", "B");
    day("2026-03-10");
    signal(fast, "invited", "2026-03-02", Map.of());
    signal(fast, "invited", "2026-03-04", Map.of());
    signal(fast, "used", "2026-03-09", Map.of("attributes", Map.of("feature", "report")));
    signal(slow, "invited", "2026-03-05", Map.of());
    signal(slow, "calls", "2026-03-06", Map.of("value", 99));
    signal(slow, "used", "2026-03-06", Map.of("attributes", Map.of("feature", "other")));
    String then = "?knownAt=2026-03-10T09:00:00Z";
    String before = api().get("/v1/customers/" + fast + "/adoption" + then).then().statusCode(200).extract().asString();
    api().get("/v1/customers/" + fast + "/adoption").then().statusCode(200)
        .body("startDate", equalTo("2026-03-01"))
        .body("paths[0].progress", equalTo("2/3"))
        .body("paths[0].nextStep", equalTo("volume"))
        .body("paths[0].stalledStep", nullValue())
        .body("paths[0].steps.daysFromStart", contains(3, 8, null))
        .body("paths[0].steps.daysFromPrevious", contains(3, 5, null))
        .body("paths[0].steps[2].expectedBy", equalTo("2026-04-08"));
    day("2026-03-20");
    signal(fast, "calls", "2026-03-08", Map.of("value", 100));
    api().get("/v1/customers/" + slow + "/adoption").then()
        .body("paths[0].progress", equalTo("0/3"))
        .body("paths[0].stalledStep", equalTo("invite"))
        .body("paths[0].steps[0].overdueDays", is(9));
    assertEquals(
        before, api().get("/v1/customers/" + fast + "/adoption" + then).asString(), "what was known later changed the past");
    api().get("/v1/adoption-paths/onboarding/progress").then().statusCode(200)
        .body("customers", is(2))
        .body("stalledCustomers", is(1))
        .body("distribution.customers", contains(1, 0, 0, 1))
        .body("steps.reached", contains(1, 1, 1))
        .body("steps.stalled", contains(1, 0, 0));
    api().get("/v1/adoption-paths/onboarding/customers?stalled=true").then().statusCode(200)
        .body("items.customerId", contains(slow))
        .body("items[0].overdueDays", is(9));
    String next = api().get("/v1/adoption-paths/onboarding/customers?limit=1").then().extract().path("nextCursor");
    api().get("/v1/adoption-paths/onboarding/customers?limit=1&cursor=" + next).then().statusCode(200)
        .body("items.customerId", contains(fast));
  }

  @Test
  void mergedDuplicatesCountForTheirSurvivor() {
    String survivor = customer("Acme", "A");
    String duplicate = post("/v1/customers", Map.of("name", "Acme again"));
    day("2026-03-10");
    signal(survivor, "invited", "2026-03-02", Map.of());
    signal(duplicate, "invited", "2026-03-04", Map.of());
    api().body(Map.of("into", survivor)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    api().get("/v1/customers/" + duplicate + "/adoption").then().statusCode(200)
        .body("customerId", equalTo(survivor))
        .body("paths[0].stepsReached", is(1));
    api().get("/v1/adoption-paths/onboarding/progress").then().body("steps[0].reached", is(1));
  }

  @Test
  void aFeatureIsAdoptedByItsReleaseDate() {
    put(
        "/v1/product-features/reports",
        Map.of("name", "Reports", "releaseDate", "2026-03-15", "predicate", Map.of("types", List.of("report_built"))));
    String early = customer("Early", "A");
    String late = customer("Late", "A");
    String never = customer("Never", "B");
    day("2026-07-01");
    signal(early, "report_built", "2026-03-20", Map.of());
    signal(never, "report_built", "2026-03-14", Map.of()); // before there was any
    signal(late, "report_built", "2026-05-15", Map.of());
    api().get("/v1/product-features/reports/adoption").then().statusCode(200)
        .body("total.customers", is(3))
        .body("total.adopted", is(2))
        .body("total.within.eligible", contains(3, 3, 0))
        .body("total.within.adopted", contains(1, 2, 0))
        .body("total.within[2].share", nullValue())
        .body("byTier.tier", contains("A", "B"))
        .body("byTier.adopted", contains(2, 0));
    api().get("/v1/product-features/reports/non-adopters").then().statusCode(200)
        .body("items.customerId", contains(never))
        .body("items[0].daysAvailable", is(108));
  }

  @Test
  void badDefinitionsAreRefusedAndOtherTenantsSeeNothing() {
    api().body(Map.of("name", "No steps", "steps", List.of())).put("/v1/adoption-paths/empty").then().statusCode(400);
    Map<String, Object> twice = step("a", Map.of("types", List.of("x")), 1);
    api().body(Map.of("name", "Twice", "steps", List.of(twice, twice))).put("/v1/adoption-paths/twice").then()
        .statusCode(400).body("errors[0].pointer", equalTo("/steps/1/code"));
    Map<String, Object> feature =
        Map.of("name", "F", "releaseDate", "2026-01-01", "predicate", Map.of("types", List.of("x")), "productId", UUID.randomUUID());
    api().body(feature).put("/v1/product-features/f").then().statusCode(400).body("errors[0].pointer", equalTo("/productId"));
    api().get("/v1/adoption-paths").then().body("items.code", contains("onboarding"));
    api().get("/v1/product-features").then().body("items", empty());
    readOnly().body(feature).put("/v1/product-features/f").then().statusCode(403);
    String other = tenants.create("other", "EUR").apiKey();
    as(other).get("/v1/adoption-paths/onboarding").then().statusCode(404);
    as(other).get("/v1/adoption-paths/onboarding/progress").then().statusCode(404);
    String mine = customer("Mine", "A");
    as(other).get("/v1/customers/" + mine + "/adoption").then().statusCode(404);
  }
}
