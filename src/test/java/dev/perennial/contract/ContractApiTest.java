package dev.perennial.contract;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/** What tests of contracts share: a customer, a product, and the day 2026-06-15. */
abstract class ContractApiTest extends ApiTest {
  @Inject protected Callers callers;
  @Inject protected Jdbi jdbi;

  protected String customer;
  protected String product;

  @BeforeEach
  void customerAndProduct() {
    today("2026-06-15");
    customer =
        api()
            .body(Map.of("name", "Acme"))
            .post("/v1/customers")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    product =
        api()
            .body(Map.of("code", "P", "name", "Platform"))
            .post("/v1/products")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  protected void today(String date) {
    clock.set(Instant.parse(date + "T12:00:00Z"));
  }

  /** Work of the service itself for this tenant, in a transaction of its own. */
  protected <T> T inTenant(Supplier<T> work) {
    return callers.call(
        Caller.system(tenant.id(), "test"),
        () -> QuarkusTransaction.requiringNew().call(work::get));
  }

  protected void run(Runnable work) {
    inTenant(
        () -> {
          work.run();
          return true;
        });
  }

  /** A line of one unit: {@code line("12000", "YEAR")}, with more as name, value, name, value. */
  protected Map<String, Object> line(String price, String period, Object... more) {
    return with(Map.of("productId", product, "unitPrice", price, "amountPeriod", period), more);
  }

  /** A contract of the customer from start to end with one line of 12,000 a year. */
  protected Map<String, Object> contract(String start, String end, Object... more) {
    Map<String, Object> body = new HashMap<>();
    body.put("customerId", customer);
    body.put("startDate", start);
    body.put("endDate", end);
    body.put("lines", List.of(line("12000", "YEAR")));
    return with(body, more);
  }

  protected static Map<String, Object> with(Map<String, Object> base, Object... more) {
    Map<String, Object> map = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      map.put((String) more[i], more[i + 1]);
    }
    return map;
  }

  protected ValidatableResponse post(Map<String, Object> contract) {
    return api().body(contract).post("/v1/contracts").then();
  }

  protected String create(Map<String, Object> contract) {
    return post(contract).statusCode(201).extract().path("id");
  }

  protected ValidatableResponse get(String id) {
    return api().get("/v1/contracts/" + id).then().statusCode(200);
  }

  protected ValidatableResponse patchContract(String id, Object patch) {
    return patch().body(patch).patch("/v1/contracts/" + id).then();
  }

  /** The customer's MRR in the reporting currency on a day. */
  protected String mrrOn(String date) {
    today(date);
    return api()
        .get("/v1/customers/" + customer)
        .then()
        .statusCode(200)
        .extract()
        .path("mrr.amount");
  }
}
