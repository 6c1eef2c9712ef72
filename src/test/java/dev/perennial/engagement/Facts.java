package dev.perennial.engagement;

import static io.restassured.RestAssured.given;

import dev.perennial.testing.ContractCheck;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends facts through the API, as a source would. */
public record Facts(String key) {
  private RequestSpecification api() {
    return given().filter(ContractCheck.instance()).header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
  }

  public String customer(String name, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("name", name);
    return api().body(fields).post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  public String contact(String customer, String name, String... roles) {
    return api()
        .body(Map.of("customerId", customer, "name", name, "roles", List.of(roles)))
        .post("/v1/contacts")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public void signal(String customer, String kind, String type, String sourceId, String at, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.putAll(Map.of("source", "test", "sourceId", sourceId, "customer", customer, "kind", kind, "type", type, "occurredAt", at));
    api().body(fields).post("/v1/signals").then().statusCode(201);
  }
}
