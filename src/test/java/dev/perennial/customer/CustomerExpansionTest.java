package dev.perennial.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code expand=customer}: customers beside their ids, as a read of them answers. */
@QuarkusTest
class CustomerExpansionTest extends ApiTest {
  private String customer;
  private String contract;

  @BeforeEach
  void customersWithContracts() {
    clock.set(Instant.parse("2026-11-30T12:00:00Z"));
    String product = made("/v1/products", Map.of("code", "core", "name", "Core"));
    for (String name : List.of("Zeta", "Acme")) {
      customer = made("/v1/customers", Map.of("name", name, "attributes", Map.of("plan", "gold")));
      Map<String, Object> line = Map.of("productId", product, "quantity", 10, "unitPrice", "100", "amountPeriod", "MONTH");
      contract =
          made("/v1/contracts", Map.of("customerId", customer, "startDate", "2026-02-01", "termMonths", 12, "lines", List.of(line)));
    }
  }

  private String made(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  @Test
  void listsCarryTheirCustomers() {
    String contact = made("/v1/contacts", Map.of("customerId", customer, "name", "Ada"));
    api().get("/v1/renewals?expand=customer&sort=-dueDate").then().statusCode(200)
        .body("items.customer.attributes.plan", contains("gold", "gold"))
        .body("items.customer.mrr.amount", contains("1000.00", "1000.00"));
    api().get("/v1/contracts?expand=customer&customerId=" + customer).then().statusCode(200)
        .body("items.customer.name", contains("Acme")).body("items.customer.id", contains(customer));
    api().get("/v1/contacts?expand=customer").then().statusCode(200)
        .body("items.id", contains(contact)).body("items.customer.name", contains("Acme"));
    api().get("/v1/contracts").then().body("items", everyItem(not(hasKey("customer"))));
  }

  @Test
  void oneCarriesItsCustomerAsAReadOfItAnswers() {
    Map<String, ?> read = api().get("/v1/customers/" + customer).then().extract().path("$");
    Map<String, ?> expanded = api().get("/v1/contracts/" + contract + "?expand=customer").then().statusCode(200).extract().path("customer");
    assertEquals(read, expanded);
  }

  /** Else a client would keep a customer that has changed. */
  @Test
  void theTagFollowsTheCustomer() {
    String path = "/v1/contracts/" + contract + "?expand=customer";
    String before = api().get(path).then().extract().header("ETag");
    api().header("If-None-Match", before).get(path).then().statusCode(304);
    patch().body("{\"name\":\"Acme Group\"}").patch("/v1/customers/" + customer).then().statusCode(200);
    String after = api().header("If-None-Match", before).get(path).then().statusCode(200)
        .body("customer.name", equalTo("Acme Group")).extract().header("ETag");
    assertNotEquals(before, after);
  }

  @Test
  void onlyCustomersOfNowAndOnlyForWhoMayReadThem() {
    api().get("/v1/contracts?expand=renewals").then().statusCode(400).body("errors[0].parameter", equalTo("expand"));
    api().get("/v1/contracts?expand=customer&knownAt=2026-11-29T00:00:00Z").then().statusCode(400)
        .body("errors[0].parameter", equalTo("expand"));
    String narrow =
        api().body(Map.of("name", "Contracts only", "scopes", List.of("contracts:read"))).post("/v1/api-keys").then()
            .statusCode(201).extract().path("apiKey");
    as(narrow).get("/v1/contracts").then().statusCode(200);
    as(narrow).get("/v1/contracts?expand=customer").then().statusCode(403);
  }
}
