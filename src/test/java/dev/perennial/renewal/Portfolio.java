package dev.perennial.renewal;

import dev.perennial.testing.ApiTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A test with a product, a customer and a day (1 March 2026); contracts are made over HTTP. */
public abstract class Portfolio extends ApiTest {
  protected String product;
  protected String customer;

  @BeforeEach
  void stock() {
    day("2026-03-01");
    product = product("core");
    customer = customer("Acme");
  }

  protected void day(String date) {
    clock.set(Instant.parse(date + "T09:00:00Z"));
  }

  protected String product(String code) {
    return api().body(Map.of("code", code, "name", code)).post("/v1/products").then().statusCode(201).extract().path("id");
  }

  protected String customer(String name) {
    return api().body(Map.of("name", name)).post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  protected Map<String, Object> line(String productId, int quantity, String unitPrice) {
    return new HashMap<>(
        Map.of("productId", productId, "quantity", quantity, "unitPrice", unitPrice, "amountPeriod", "MONTH"));
  }

  /** A year's contract of 10 × 100 a month from 1 July 2025, notice 60 days; fields may be replaced. */
  protected Map<String, Object> contractBody(Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>();
    body.put("customerId", customer);
    body.put("startDate", "2025-07-01");
    body.put("termMonths", 12);
    body.put("noticeDays", 60);
    body.put("lines", List.of(line(product, 10, "100")));
    body.putAll(changes);
    body.values().removeIf(value -> value.equals(""));
    return body;
  }

  protected String contract(Map<String, Object> changes) {
    return api().body(contractBody(changes)).post("/v1/contracts").then().statusCode(201).extract().path("id");
  }

  protected JsonPath renewals(String query) {
    return api().get("/v1/renewals?" + query).then().statusCode(200).extract().jsonPath();
  }

  /** The one open renewal of a contract. */
  protected String open(String contract) {
    List<String> ids = renewals("contractId=" + contract).getList("items.id");
    if (ids.size() != 1) {
      throw new AssertionError("open renewals of the contract: " + ids);
    }
    return ids.getFirst();
  }

  protected ValidatableResponse get(String renewal) {
    return api().get("/v1/renewals/" + renewal).then().statusCode(200);
  }

  protected ValidatableResponse act(String renewal, String action, Object body) {
    return api().body(body).post("/v1/renewals/" + renewal + "/" + action).then();
  }

  protected UUID tenantId() {
    return tenant.id();
  }
}
