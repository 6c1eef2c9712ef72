package dev.perennial.product;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductTest extends ApiTest {
  private String create(String code, String name, String family) {
    return api()
        .body(Map.of("code", code, "name", name, "family", family))
        .post("/v1/products")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void createdChangedAndListed() {
    String crm = create("CRM", "Épicrm", "SALES");
    String desk = create("DESK", "Desk", "SERVICE");
    api()
        .get("/v1/products/" + crm)
        .then()
        .statusCode(200)
        .body("code", equalTo("CRM"))
        .body("active", is(true));
    api().get("/v1/products?q=epi").then().body("items.id", contains(crm));
    api().get("/v1/products?family=SERVICE,OTHER").then().body("items.id", contains(desk));
    patch()
        .body("{\"active\":false,\"family\":null}")
        .patch("/v1/products/" + desk)
        .then()
        .statusCode(200)
        .body("active", is(false))
        .body("family", nullValue())
        .body("version", is(1));
    api().get("/v1/products?active=true").then().body("items.id", contains(crm));
    api().get("/v1/products?sort=-code").then().body("items.id", contains(desk, crm));
  }

  @Test
  void aCodeBelongsToOneProduct() {
    create("CRM", "One", "A");
    String other = create("crm", "Case matters", "A");
    api()
        .body(Map.of("code", "CRM", "name", "Two"))
        .post("/v1/products")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/code"))
        .body("errors[0].code", equalTo("taken"));
    patch()
        .body(Map.of("code", "CRM"))
        .patch("/v1/products/" + other)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/code"));
    api()
        .body(Map.of("name", "No code"))
        .post("/v1/products")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/code"));
    Map<String, Object> items =
        Map.of(
            "items",
            List.of(
                Map.of("data", Map.of("code", "NEW", "name", "New")),
                Map.of("data", Map.of("code", "NEW", "name", "New again")),
                Map.of("data", Map.of("code", "CRM", "name", "Taken"))));
    api()
        .body(items)
        .post("/v1/products/bulk")
        .then()
        .statusCode(207)
        .body("items.status", contains(201, 400, 400));
    api().get("/v1/products").then().body("items", hasSize(3));
  }

  @Test
  void upsertScopesAndTheWall() {
    String path = "/v1/products/external/erp/42";
    String id =
        api()
            .body(Map.of("code", "P", "name", "P"))
            .put(path)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    api()
        .body(Map.of("name", "P2"))
        .put(path)
        .then()
        .statusCode(200)
        .body("code", equalTo("P"))
        .body("name", equalTo("P2"));
    api().get(path).then().statusCode(200).body("id", equalTo(id));
    readOnly().get("/v1/products/" + id).then().statusCode(200);
    readOnly().body(Map.of("code", "Q", "name", "Q")).post("/v1/products").then().statusCode(403);
    var stranger = tenants.create("stranger", "EUR");
    as(stranger.apiKey()).get("/v1/products/" + id).then().statusCode(404);
    as(stranger.apiKey())
        .body(Map.of("code", "P", "name", "Same code elsewhere"))
        .post("/v1/products")
        .then()
        .statusCode(201);
  }
}
