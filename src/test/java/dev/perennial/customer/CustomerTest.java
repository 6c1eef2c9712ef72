package dev.perennial.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomerTest extends ApiTest {
  private String create(String name) {
    return api().body(Map.of("name", name)).post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  @Test
  void createdReadAndListed() {
    Response created =
        api()
            .body(
                Map.of(
                    "name", "Ärzte  AG", "tier", "ENTERPRISE", "attributes", Map.of("seats", 120, "industry", "health"),
                    "externalIds", List.of(Map.of("source", "crm", "externalId", "A-1"))))
            .post("/v1/customers");
    created
        .then()
        .statusCode(201)
        .header("ETag", notNullValue())
        .header("Location", containsString("/v1/customers/"))
        .body("status", equalTo("ACTIVE"))
        .body("currency", equalTo("EUR"))
        .body("mrr.amount", equalTo("0.00"))
        .body("attributes.seats", is(120))
        .body("$", hasKey("nextRenewal"))
        .body("nextRenewal", nullValue());
    String id = created.path("id");
    api().get("/v1/customers/" + id).then().statusCode(200).body("name", equalTo("Ärzte  AG"));
    api().get("/v1/customers/external/crm/A-1").then().statusCode(200).body("id", equalTo(id));
    api().get("/v1/customers?q=arzte a").then().statusCode(200).body("items.id", contains(id));
    api().get("/v1/customers?q=b").then().statusCode(200).body("items", hasSize(0));
    api().get("/v1/customers?tier=SMALL,ENTERPRISE&status=ACTIVE").then().body("items", hasSize(1));
  }

  @Test
  void conditionalGetAndLostUpdates() {
    String id = create("Acme");
    String tag = api().get("/v1/customers/" + id).header("ETag");
    api().header("If-None-Match", tag).get("/v1/customers/" + id).then().statusCode(304);
    patch().header("If-Match", tag).body("{\"tier\":\"SMALL\"}").patch("/v1/customers/" + id).then().statusCode(200)
        .body("tier", equalTo("SMALL")).body("version", is(1));
    patch().header("If-Match", tag).body("{\"tier\":\"BIG\"}").patch("/v1/customers/" + id).then().statusCode(412)
        .body("code", equalTo("precondition_failed"));
    patch().body("{\"tier\":null}").patch("/v1/customers/" + id).then().statusCode(200).body("tier", nullValue());
    // the same again changes nothing
    patch().body("{\"tier\":null}").patch("/v1/customers/" + id).then().statusCode(200).body("version", is(2));
  }

  @Test
  void refusesBadInput() {
    api().body("{}").post("/v1/customers").then().statusCode(400).body("errors[0].pointer", equalTo("/name"));
    api().body(Map.of("name", "x", "status", "CHURNED")).post("/v1/customers").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/status"));
    api().body(Map.of("name", "x", "parentId", UUID.randomUUID())).post("/v1/customers").then().statusCode(400)
        .body("errors[0].code", equalTo("not_found"));
    api().body(Map.of("name", "x", "colour", "red")).post("/v1/customers").then().statusCode(400)
        .body("code", equalTo("unknown_property")).body("errors[0].pointer", equalTo("/colour"));
    api().body(Map.of("name", "x", "currency", "XQQ")).post("/v1/customers").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/currency"));
    api().body(Map.of("name", "x", "assignments", Map.of("csmId", 7))).post("/v1/customers").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/assignments/csmId"));
    api().get("/v1/customers").then().body("items", hasSize(0));
  }

  @Test
  void hierarchyHasNoCycles() {
    String top = create("Top");
    String middle =
        api().body(Map.of("name", "Middle", "parentId", top)).post("/v1/customers").then().statusCode(201).extract().path("id");
    String low =
        api().body(Map.of("name", "Low", "parentId", middle)).post("/v1/customers").then().statusCode(201).extract().path("id");
    patch().body(Map.of("parentId", low)).patch("/v1/customers/" + top).then().statusCode(400)
        .body("errors[0].code", equalTo("cycle"));
    patch().body(Map.of("parentId", top)).patch("/v1/customers/" + top).then().statusCode(400);
    api().get("/v1/customers?parentId=" + top).then().body("items.id", contains(middle));
  }

  @Test
  void upsertByExternalId() {
    String path = "/v1/customers/external/crm/0012";
    String user =
        api().body(Map.of("name", "Ann", "externalIds", List.of(Map.of("source", "hr", "externalId", "7"))))
            .post("/v1/users").then().statusCode(201).extract().path("id");
    String id =
        api().body(Map.of("name", "Acme", "assignments", Map.of("csmId", Map.of("source", "hr", "externalId", "7"))))
            .put(path).then().statusCode(201).body("assignments.csmId", equalTo(user))
            .body("externalIds[0].externalId", equalTo("0012")).extract().path("id");
    api().body(Map.of("tier", "A")).put(path).then().statusCode(200).body("id", equalTo(id)).body("name", equalTo("Acme"))
        .body("tier", equalTo("A"));
    api().header("If-None-Match", "*").body(Map.of("name", "Again")).put(path).then().statusCode(412);
    // external ids are case-sensitive and belong to one customer
    api().get("/v1/customers/external/CRM/0012").then().statusCode(404);
    api().body(Map.of("name", "Thief", "externalIds", List.of(Map.of("source", "crm", "externalId", "0012"))))
        .post("/v1/customers").then().statusCode(400).body("errors[0].code", equalTo("taken"));
  }

  @Test
  void bulkLandsWhatIsGood() {
    Map<String, Object> body =
        Map.of(
            "items",
            List.of(
                Map.of("data", Map.of("name", "One")),
                Map.of("data", Map.of("tier", "A")),
                Map.of("key", Map.of("source", "crm", "externalId", "3"), "data", Map.of("name", "Three")),
                Map.of("key", Map.of("source", "crm", "externalId", "3"), "data", Map.of("name", "Three again"))));
    api().body(body).post("/v1/customers/bulk").then().statusCode(207)
        .body("items.status", contains(201, 400, 201, 409))
        .body("items[1].problem.errors[0].pointer", equalTo("/name"));
    api().body(body).post("/v1/customers/bulk?atomic=true").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/items/1/data/name"));
    api().get("/v1/customers?sort=name").then().body("items.name", contains("One", "Three"));
  }

  @Test
  void pagesFollowEachOther() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      items.add(Map.of("data", Map.of("name", String.format("C%02d", i))));
    }
    api().body(Map.of("items", items)).post("/v1/customers/bulk").then().statusCode(207);
    for (String sort : List.of("name", "-name", "updatedAt", "-updatedAt,name")) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        var request = api().queryParam("limit", 10).queryParam("sort", sort);
        Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/customers");
        page.then().statusCode(200);
        seen.addAll(page.jsonPath().getList("items.name", String.class));
        cursor = page.path("nextCursor");
        assertEquals(cursor != null, page.header("Link") != null);
      } while (cursor != null);
      assertEquals(25, seen.stream().distinct().count(), sort);
      assertEquals(25, seen.size(), sort);
    }
    String cursor = api().get("/v1/customers?limit=10&sort=name").path("nextCursor");
    api().queryParam("cursor", cursor).get("/v1/customers?limit=10&sort=-name").then().statusCode(400)
        .body("code", equalTo("invalid_cursor"));
    api().get("/v1/customers?limit=201").then().statusCode(400);
    api().get("/v1/customers?sort=tier").then().statusCode(400);
  }

  @Test
  void oneEffectPerIdempotencyKey() throws Exception {
    String key = UUID.randomUUID().toString();
    Callable<Integer> call =
        () -> api().header("Idempotency-Key", key).body(Map.of("name", "Once")).post("/v1/customers").statusCode();
    Map<Integer, Integer> statuses = new HashMap<>();
    try (var pool = Executors.newFixedThreadPool(20)) {
      for (var answer : pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> call).toList())) {
        statuses.merge(answer.get(), 1, Integer::sum);
      }
    }
    assertEquals(20, statuses.getOrDefault(201, 0) + statuses.getOrDefault(409, 0), statuses.toString());
    api().get("/v1/customers").then().body("items", hasSize(1));
    api().header("Idempotency-Key", key).body(Map.of("name", "Once")).post("/v1/customers").then().statusCode(201)
        .header("Idempotency-Replayed", "true").header("Location", notNullValue()).header("ETag", notNullValue());
    api().header("Idempotency-Key", key).body(Map.of("name", "Other")).post("/v1/customers").then().statusCode(422)
        .body("code", equalTo("idempotency_mismatch"));
  }

  @Test
  void contactsBelongToACustomer() {
    String customer = create("Acme");
    String contact =
        api().body(Map.of("customerId", customer, "name", "Kim", "email", "kim@acme.test", "roles", List.of("CHAMPION")))
            .post("/v1/contacts").then().statusCode(201).extract().path("id");
    api().get("/v1/contacts?customerId=" + customer + "&role=CHAMPION").then().body("items.id", contains(contact));
    patch().body(Map.of("leftDate", "2026-01-31")).patch("/v1/contacts/" + contact).then().statusCode(200);
    api().get("/v1/contacts?left=false").then().body("items", hasSize(0));
    api().body(Map.of("customerId", UUID.randomUUID(), "name", "Kim")).post("/v1/contacts").then().statusCode(400);
  }

  /** By its id and by its name elsewhere: the second is told so, and nothing of it is written. */
  @Test
  void oneObjectTwiceInABulkIsRefused() {
    Map<String, String> key = Map.of("source", "crm", "externalId", "twice");
    String id = api().body(Map.of("name", "Acme", "externalIds", List.of(key))).post("/v1/customers").then().statusCode(201).extract().path("id");
    api().body(
            Map.of(
                "items",
                List.of(
                    Map.of("key", id, "data", Map.of("externalIds", List.of())),
                    Map.of("key", key, "data", Map.of("tier", "A")))))
        .post("/v1/customers/bulk").then().statusCode(207).body("items.status", equalTo(List.of(200, 409)))
        .body("items[1].problem.errors[0].code", equalTo("same_object"));
    api().get("/v1/customers/" + id).then().body("tier", nullValue()).body("externalIds", equalTo(List.of()));
    api().get("/v1/customers/external/crm/twice").then().statusCode(404);
  }
}
