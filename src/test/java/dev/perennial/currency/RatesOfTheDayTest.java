package dev.perennial.currency;

import static org.hamcrest.Matchers.equalTo;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rate stored before its day. */
@QuarkusTest
class RatesOfTheDayTest extends ApiTest {
  @Inject RatesOfTheDay rates;
  @Inject Callers callers;

  @Test
  void takesEffectOnItsDayAndNotBefore() {
    clock.set(Instant.parse("2026-03-01T09:00:00Z"));
    rate("2026-01-01", "0.5");
    rate("2026-03-10", "0.8");
    String product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    String customer = post("/v1/customers", Map.of("name", "Acme"));
    post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", "2026-01-01", "termMonths", 24, "currency", "USD",
            "lines", List.of(Map.of("productId", product, "quantity", 10, "unitPrice", "100", "amountPeriod", "MONTH"))));
    amounts(customer, "500.00", "6000.00");
    on("2026-03-09T09:00:00Z");
    amounts(customer, "500.00", "6000.00");
    on("2026-03-10T09:00:00Z");
    amounts(customer, "800.00", "9600.00");
    on("2026-03-10T10:00:00Z");
    amounts(customer, "800.00", "9600.00");
  }

  private void on(String time) {
    clock.set(Instant.parse(time));
    callers.run(Caller.system(tenant.id(), "test"), () -> io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(rates::advance));
  }

  private void rate(String date, String rate) {
    api().body(Map.of("rate", rate)).put("/v1/exchange-rates/USD/" + date).then().statusCode(200);
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void amounts(String customer, String mrr, String renewal) {
    api().get("/v1/customers/" + customer).then().statusCode(200).body("mrr.amount", equalTo(mrr));
    api().get("/v1/renewals?customerId=" + customer).then().statusCode(200).body("items[0].amount.amount", equalTo(renewal));
  }
}
