package dev.perennial.merge;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.renewal.Portfolio;
import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomerMergeTest extends Portfolio {
  private String survivor;
  private String duplicate;

  @BeforeEach
  void twoOfOneCompany() {
    survivor = keyed("Acme Holding", "one");
    duplicate = keyed("ACME Inc", "two");
  }

  private String keyed(String name, String key) {
    return api().body(Map.of("name", name, "externalIds", List.of(Map.of("source", "crm", "externalId", key))))
        .post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  private ValidatableResponse merge(String from, Object into) {
    return api().body(Map.of("into", into)).post("/v1/customers/" + from + "/merge").then();
  }

  private ValidatableResponse unmerge(String id) {
    return api().post("/v1/customers/" + id + "/unmerge").then();
  }

  private ValidatableResponse customerOf(String id) {
    return api().get("/v1/customers/" + id).then().statusCode(200);
  }

  private void signal(Object who, String id, String occurred) {
    api().body(Map.of("source", "mail", "sourceId", id, "customer", who, "kind", "INTERACTION", "type", "call", "direction",
            "INBOUND", "occurredAt", occurred))
        .post("/v1/signals").then().statusCode(201);
  }

  private List<String> signalsOf(String id) {
    return api().get("/v1/signals?customerId=" + id).then().statusCode(200).extract().path("items.sourceId");
  }

  /** A correction looks again at what all that were merged have said, whoever of them it is about. */
  @Test
  void correctionsKnowWhoWasMerged() {
    signal(survivor, "s1", "2026-01-10T10:00:00Z");
    signal(duplicate, "s2", "2026-02-10T10:00:00Z");
    merge(duplicate, survivor).statusCode(200);
    retract(survivor, "s1", "2026-01-10T10:00:00Z");
    customerOf(survivor).body("lastInteractionAt", equalTo("2026-02-10T10:00:00Z"));
    retract(duplicate, "s2", "2026-02-10T10:00:00Z");
    customerOf(survivor).body("lastInteractionAt", nullValue());
  }

  private void retract(Object who, String id, String occurred) {
    api().body(Map.of("source", "mail", "sourceId", id, "customer", who, "kind", "INTERACTION", "type", "call", "direction",
            "INBOUND", "occurredAt", occurred, "revision", 1, "retracted", true))
        .post("/v1/signals").then().statusCode(201);
  }

  /** A name that leads to the survivor is the duplicate's again when they part, whatever the survivor did with it. */
  @Test
  void namesGoBackWithTheirOwner() {
    Map<String, String> one = Map.of("source", "crm", "externalId", "one");
    Map<String, String> two = Map.of("source", "crm", "externalId", "two");
    for (List<List<Map<String, String>>> changes : List.of(List.of(List.of(two)), List.of(List.of(two), List.of(one)))) {
      merge(duplicate, survivor).statusCode(200);
      changes.forEach(
          ids -> patch().body(Map.of("externalIds", ids)).patch("/v1/customers/" + survivor).then().statusCode(200));
      unmerge(duplicate).statusCode(200);
      api().get("/v1/customers/external/crm/two").then().statusCode(200).body("id", equalTo(duplicate));
      customerOf(duplicate).body("externalIds", equalTo(List.of(two)));
      customerOf(survivor).body("externalIds", not(hasItem(two)));
      patch().body(Map.of("externalIds", List.of(one))).patch("/v1/customers/" + survivor).then().statusCode(200);
      api().get("/v1/customers/external/crm/one").then().statusCode(200).body("id", equalTo(survivor));
    }
  }

  @Test
  void theSurvivorStandsForBothAndPartsAgain() {
    customer = survivor;
    String kept = contract(Map.of());
    customer = duplicate;
    String moved = contract(Map.of("startDate", "2025-05-01", "lines", List.of(line(product, 5, "100"))));
    String renewal = open(moved);
    String contact = api().body(Map.of("customerId", duplicate, "name", "Kim")).post("/v1/contacts").then().statusCode(201).extract().path("id");
    String branch = customer("Branch");
    patch().body(Map.of("parentId", duplicate)).patch("/v1/customers/" + branch).then().statusCode(200);
    signal(survivor, "s1", "2026-01-10T10:00:00Z");
    signal(duplicate, "s2", "2026-02-10T10:00:00Z");

    merge(duplicate, Map.of("source", "crm", "externalId", "one")).statusCode(200).body("survivorId", equalTo(survivor))
        .body("aliasId", equalTo(duplicate)).body("unmergedAt", nullValue())
        .body("contractCount", is(1)).body("contactCount", is(1)).body("childCount", is(1));

    // reads
    customerOf(duplicate).body("id", equalTo(survivor)).body("name", equalTo("Acme Holding")).body("mrr.amount", equalTo("1500.00"))
        .body("nextRenewal.id", equalTo(renewal)).body("lastInteractionAt", equalTo("2026-02-10T10:00:00Z"));
    api().get("/v1/customers/external/crm/two").then().statusCode(200).body("id", equalTo(survivor));
    api().get("/v1/customers").then().body("items.id", not(hasItem(duplicate))).body("items.id", hasItem(survivor));
    for (String id : List.of(survivor, duplicate)) {
      api().get("/v1/contracts?customerId=" + id).then().body("items.id", containsInAnyOrder(kept, moved));
      api().get("/v1/contacts?customerId=" + id).then().body("items.id", hasItem(contact));
      assertEquals(List.of("s2", "s1"), signalsOf(id));
      assertEquals(2, renewals("customerId=" + id).getList("items").size());
      api().get("/v1/customers/" + id + "/timeline?kinds=SIGNAL").then().statusCode(200).body("items", hasSize(2));
      api().get("/v1/customers/" + id + "/timeline?types=contract.created,customer.merged").then().body("items", hasSize(3));
      api().get("/v1/customers/" + id + "/roll-up").then().statusCode(200).body("customerId", equalTo(survivor))
          .body("own.mrr.amount", equalTo("1500.00")).body("withChildren.customerCount", is(2));
    }
    get(renewal).body("customerId", equalTo(survivor)).body("customerName", equalTo("Acme Holding"));
    customerOf(branch).body("parentId", equalTo(survivor));
    api().get("/v1/customers/" + survivor + "/timeline?limit=1&types=contract.created").then().body("items", hasSize(1)).body("nextCursor", notNullValue());

    // writes
    patch().body(Map.of("tier", "TOP")).patch("/v1/customers/" + duplicate).then().statusCode(200).body("id", equalTo(survivor));
    api().body(Map.of("region", "EMEA")).put("/v1/customers/external/crm/two").then().statusCode(200).body("id", equalTo(survivor))
        .body("region", equalTo("EMEA")).body("tier", equalTo("TOP"));
    signal(Map.of("source", "crm", "externalId", "two"), "s3", "2026-02-20T10:00:00Z");
    signal(duplicate, "s4", "2026-02-21T10:00:00Z");
    assertEquals(List.of("s4", "s3", "s2", "s1"), signalsOf(survivor));
    customer = duplicate;
    String later = contract(Map.of("startDate", "2026-05-01", "renewsContractIds", List.of(moved), "lines", List.of(line(product, 6, "100"))));
    api().get("/v1/contracts/" + later).then().body("customerId", equalTo(survivor));

    // and apart: what it brought and what followed from it
    unmerge(duplicate).statusCode(200).body("unmergedAt", notNullValue()).body("contractCount", is(2)).body("contactCount", is(1));
    customerOf(duplicate).body("id", equalTo(duplicate)).body("name", equalTo("ACME Inc")).body("mrr.amount", equalTo("500.00"))
        .body("tier", nullValue()).body("lastInteractionAt", equalTo("2026-02-10T10:00:00Z"));
    customerOf(survivor).body("mrr.amount", equalTo("1000.00")).body("tier", equalTo("TOP"))
        .body("lastInteractionAt", equalTo("2026-02-21T10:00:00Z"));
    api().get("/v1/customers/external/crm/two").then().body("id", equalTo(duplicate));
    api().get("/v1/contracts?customerId=" + duplicate).then().body("items.id", containsInAnyOrder(moved, later));
    api().get("/v1/contracts?customerId=" + survivor).then().body("items.id", containsInAnyOrder(kept));
    assertEquals(List.of("s2"), signalsOf(duplicate));
    get(renewal).body("customerId", equalTo(duplicate)).body("customerName", equalTo("ACME Inc")).body("id", equalTo(renewal));
    customerOf(branch).body("parentId", equalTo(duplicate));
    api().get("/v1/customers").then().body("items.id", hasItem(duplicate));
    for (String id : List.of(survivor, duplicate)) { // both remember that they were one
      api().get("/v1/customers/" + id + "/timeline?types=customer.merged,customer.unmerged").then().statusCode(200)
          .body("items.type", contains("customer.unmerged", "customer.merged"));
    }
    api().get("/v1/events?limit=1000").then().body("items.type", hasItem("customer.merged")).body("items.type", hasItem("customer.unmerged"));
    unmerge(duplicate).statusCode(409);
    merge(duplicate, survivor).statusCode(200); // and together again
  }

  @Test
  void revenueIsRightOnEveryDay() {
    customer = survivor;
    contract(Map.of());
    customer = duplicate;
    contract(Map.of("startDate", "2026-01-01"));
    merge(duplicate, survivor).statusCode(200);
    for (String[] day : new String[][] {{"2025-07-01", "1000.00"}, {"2026-01-01", "2000.00"}, {"2026-07-31", "1000.00"}, {"2027-01-31", "0.00"}}) {
      day(day[0]);
      customerOf(survivor).body("mrr.amount", equalTo(day[1]));
    }
  }

  @Test
  void refusesWhatCannotBeMerged() {
    merge(duplicate, duplicate).statusCode(400).body("errors[0].pointer", equalTo("/into"));
    merge(duplicate, UUID.randomUUID()).statusCode(400).body("errors[0].code", equalTo("not_found"));
    merge(UUID.randomUUID().toString(), survivor).statusCode(404);
    unmerge(duplicate).statusCode(409);
    patch().body(Map.of("parentId", duplicate)).patch("/v1/customers/" + survivor).then().statusCode(200);
    merge(duplicate, survivor).statusCode(409).body("detail", containsString("above"));
    patch().body("{\"parentId\":null}").patch("/v1/customers/" + survivor).then().statusCode(200);
    readOnly().body(Map.of("into", survivor)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(403);
    readOnly().post("/v1/customers/" + duplicate + "/unmerge").then().statusCode(403);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).body(Map.of("into", survivor)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(404);
    merge(duplicate, survivor).statusCode(200);
    merge(duplicate, customer).statusCode(409).body("detail", containsString(survivor));
    merge(survivor, customer).statusCode(409).body("detail", containsString(duplicate));
    merge(customer, duplicate).statusCode(200).body("survivorId", equalTo(survivor)); // into whom it was merged
    as(other.apiKey()).post("/v1/customers/" + duplicate + "/unmerge").then().statusCode(404);
    api().get("/v1/customers").then().body("items.id", equalTo(List.of(survivor)));
  }

  @Test
  void aContractOfBothKeepsThemTogether() {
    customer = survivor;
    String first = contract(Map.of());
    customer = duplicate;
    String second = contract(Map.of());
    merge(duplicate, survivor).statusCode(200);
    customer = survivor;
    String both = contract(Map.of("startDate", "2026-07-01", "renewsContractIds", List.of(first, second)));
    unmerge(duplicate).statusCode(409).body("detail", containsString(both));
    customerOf(duplicate).body("id", equalTo(survivor));
    api().get("/v1/contracts?customerId=" + duplicate).then().body("items", hasSize(3)).body("items", not(empty()));
  }

  @Test
  void aPointInTimeKnowsTheMergesOfThen() {
    customer = duplicate;
    String moved = contract(Map.of());
    String renewal = open(moved);
    signal(survivor, "s1", "2026-01-10T10:00:00Z");
    signal(duplicate, "s2", "2026-02-10T10:00:00Z");
    day("2026-03-10");
    merge(duplicate, survivor).statusCode(200);
    day("2026-03-20");
    unmerge(duplicate).statusCode(200);
    day("2026-03-30");
    for (String path : List.of("/v1/customers/" + duplicate, "/v1/customers/external/crm/two")) {
      past(path, "2026-03-05").body("id", equalTo(duplicate)).body("mrr.amount", equalTo("1000.00"));
      past(path, "2026-03-15").body("id", equalTo(survivor)).body("mrr.amount", equalTo("1000.00"))
          .body("nextRenewal.id", equalTo(renewal)).body("lastInteractionAt", equalTo("2026-02-10T10:00:00Z"));
      past(path, "2026-03-25").body("id", equalTo(duplicate)).body("lastInteractionAt", equalTo("2026-02-10T10:00:00Z"));
    }
    past("/v1/customers/" + survivor, "2026-03-25").body("lastInteractionAt", equalTo("2026-01-10T10:00:00Z"));
    for (String path : List.of("/v1/contracts?", "/v1/renewals?")) {
      past(path + "customerId=" + duplicate, "2026-03-15").body("items.customerId", contains(survivor));
      past(path + "customerId=" + survivor, "2026-03-05").body("items", hasSize(0));
    }
    past("/v1/customers?limit=50", "2026-03-15").body("items.id", not(hasItem(duplicate)));
    past("/v1/customers?limit=50", "2026-03-25").body("items.id", hasItem(duplicate));
    past("/v1/customers?status=PROSPECT,ACTIVE,ONBOARDING", "2026-03-15").body("items.id", not(hasItem(duplicate)));
  }

  private ValidatableResponse past(String path, String date) {
    return api().get(path + (path.contains("?") ? "&" : "?") + "knownAt=" + date + "T00:00:00Z").then().statusCode(200);
  }
}
