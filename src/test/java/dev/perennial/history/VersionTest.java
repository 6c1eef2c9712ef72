package dev.perennial.history;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.CustomerEditing;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Written;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VersionTest extends ApiTest {
  @Inject Editor editor;
  @Inject CustomerEditing customers;
  @Inject Callers callers;
  @Inject ObjectMapper json;

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T09:00:00Z"));
  }

  @Test
  void whoChangedWhatAndWhen() {
    day("2026-03-01");
    String user = post("/v1/users", Map.of("name", "Ann"));
    String id = post("/v1/customers", Map.of("name", "Acme", "tier", "A"));
    day("2026-04-01");
    patch().header("X-Request-Id", "req-7").body(Map.of("tier", "B", "assignments", Map.of("csmId", user)))
        .patch("/v1/customers/" + id).then().statusCode(200);
    patch().body(Map.of("tier", "B")).patch("/v1/customers/" + id).then().statusCode(200);
    readOnly().get("/v1/customers/" + id + "/versions").then().statusCode(200)
        .body("items.version", contains(1, 0))
        .body("items.backfilled", contains(false, false))
        .body("items[0].knownTo", nullValue())
        .body("items[0].knownFrom", startsWith("2026-04-01T09:00:0"))
        .body("items[0].recordedAt", startsWith("2026-04-01T09:00:0"))
        .body("items[1].knownTo", startsWith("2026-04-01T09:00:0"))
        .body("items[0].requestId", equalTo("req-7"))
        .body("items[0].actor", startsWith("key:"))
        .body("items[0].differences.field", contains("tier", "assignments.csmId"))
        .body("items[0].differences[0].before", equalTo("A"))
        .body("items[0].differences[0].after", equalTo("B"))
        .body("items[0].differences[1].before", nullValue())
        .body("items[0].differences[1].after", equalTo(user))
        .body("items[1].differences.field", hasItem("name"))
        .body("items[1].differences.field", not(hasItem("nameKey")));
  }

  @Test
  void everythingPeopleEditHasVersions() {
    String customer = post("/v1/customers", Map.of("name", "Acme"));
    String product = post("/v1/products", Map.of("code", "P", "name", "Product"));
    Map<String, String> ids =
        Map.of(
            "users", post("/v1/users", Map.of("name", "Ann")),
            "contacts", post("/v1/contacts", Map.of("customerId", customer, "name", "Kim")),
            "products", product);
    String contract =
        post(
            "/v1/contracts",
            Map.of(
                "customerId", customer, "startDate", "2026-01-01", "termMonths", 24,
                "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "10", "amountPeriod", "MONTH"))));
    String renewal = api().get("/v1/renewals?contractId=" + contract).path("items[0].id");
    ids.forEach(
        (collection, id) -> {
          patch().body(Map.of("name", "Other")).patch("/v1/" + collection + "/" + id).then().statusCode(200);
          api().get("/v1/" + collection + "/" + id + "/versions").then().statusCode(200).body("items.version", contains(1, 0))
              .body("items[0].differences.field", contains("name"));
        });
    patch().body(Map.of("noticeDays", 30)).patch("/v1/contracts/" + contract).then().statusCode(200);
    api().get("/v1/contracts/" + contract + "/versions").then().statusCode(200)
        .body("items[0].differences.field", contains("noticeDays")).body("items[0].actor", startsWith("key:"));
    patch().body(Map.of("nextStep", "Call")).patch("/v1/renewals/" + renewal).then().statusCode(200);
    api().get("/v1/renewals/" + renewal + "/versions").then().statusCode(200)
        .body("items[0].differences.field", contains("nextStep"));
  }

  @Test
  void pagesAndRefusals() {
    String id = post("/v1/customers", Map.of("name", "Acme"));
    for (int i = 0; i < 4; i++) {
      patch().body(Map.of("tier", "T" + i)).patch("/v1/customers/" + id).then().statusCode(200);
    }
    String path = "/v1/customers/" + id + "/versions";
    List<Integer> seen = new ArrayList<>();
    List<List<String>> fields = new ArrayList<>();
    String cursor = null;
    do {
      var request = api().queryParam("limit", 2);
      var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(path).then().statusCode(200).extract();
      seen.addAll(page.jsonPath().getList("items.version", Integer.class));
      fields.addAll(page.jsonPath().getList("items.differences.field"));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    org.junit.jupiter.api.Assertions.assertEquals(List.of(4, 3, 2, 1, 0), seen);
    org.junit.jupiter.api.Assertions.assertEquals(List.of("tier"), fields.get(3), "the change across a page's end");
    api().get(path + "?sort=version").then().statusCode(200).body("items.version", contains(0, 1, 2, 3, 4));
    api().get(path + "?sort=name").then().statusCode(400);
    api().get(path + "?knownAt=2026-01-01T00:00:00Z").then().statusCode(400);
    api().get("/v1/customers/" + UUID.randomUUID() + "/versions").then().statusCode(404);
    as(tenants.create("other", "EUR").apiKey()).get(path).then().statusCode(404);
  }

  @Test
  void aBackfillIsVisiblyOne() {
    day("2026-05-01");
    ExternalId key = new ExternalId("crm", "1");
    UUID id = backfill(key, Map.of("name", "Acme", "tier", "A"), "2024-02-01T00:00:00Z").idOrThrow();
    backfill(key, Map.of("tier", "B"), "2025-02-01T00:00:00Z");
    String path = "/v1/customers/" + id;
    api().get(path + "/versions").then().statusCode(200)
        .body("items.version", contains(1, 0))
        .body("items.knownFrom", contains("2025-02-01T00:00:00Z", "2024-02-01T00:00:00Z"))
        .body("items.backfilled", contains(true, true))
        .body("items[0].recordedAt", startsWith("2026-05-01T09:00:0"));
    String between = "2024-06-01T00:00:00Z";
    api().queryParam("knownAt", between).get(path).then().statusCode(200).body("tier", equalTo("A"));
    api().queryParam("knownAt", "2025-06-01T00:00:00Z").get(path).then().statusCode(200).body("tier", equalTo("B"));
    api().queryParam("knownAt", between).queryParam("recordedBy", "2026-04-30T00:00:00Z").get(path).then().statusCode(404);
    // told again it changes nothing; what is older than what is known is refused
    org.junit.jupiter.api.Assertions.assertEquals(
        Written.Status.UNCHANGED, backfill(key, Map.of("name", "Acme", "tier", "A"), "2024-02-01T00:00:00Z").status());
    org.junit.jupiter.api.Assertions.assertTrue(backfill(key, Map.of("tier", "C"), "2024-08-01T00:00:00Z").failed());
    org.junit.jupiter.api.Assertions.assertTrue(backfill(key, Map.of("tier", "C"), "2027-01-01T00:00:00Z").failed());
    day("2026-05-02");
    patch().body(Map.of("tier", "C")).patch(path).then().statusCode(200);
    api().get(path + "/versions").then().body("items.backfilled", contains(false, true, true)).body("items", hasSize(3));
    api().get(path).then().body("version", is(2));
  }

  private Written backfill(ExternalId key, Map<String, String> fields, String knownAt) {
    Change change = Change.upsert(key, json.valueToTree(fields)).knownAt(Instant.parse(knownAt));
    return callers.call(
        Caller.system(tenant.id(), "test"),
        () -> QuarkusTransaction.requiringNew().call(() -> editor.write(customers, List.of(change)).getFirst()));
  }
}
