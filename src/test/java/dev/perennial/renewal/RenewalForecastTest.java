package dev.perennial.renewal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.tenant.TenantService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenewalForecastTest extends Portfolio {
  @Inject Callers callers;
  @Inject Jdbi jdbi;

  /** The open renewal of a year's contract that ends in this month of 2026, worth so much a month. */
  private String due(int month, String monthly) {
    int start = month % 12 + 1;
    int year = month == 12 ? 2026 : 2025;
    return open(
        contract(
            Map.of("startDate", "%d-%02d-01".formatted(year, start), "lines", List.of(line(product, 1, monthly)))));
  }

  /** Writes a score onto the board, as a scoring run does. */
  private void score(String renewal, double probability) {
    callers.run(
        Caller.system(tenantId(), "test"),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () ->
                        jdbi.useHandle(
                            handle ->
                                handle
                                    .createUpdate(
                                        "UPDATE app.renewal_board SET probability = :p, expected_loss = round(:p * amount),"
                                            + " at_risk = :p >= 0.5, band = 'MEDIUM' WHERE tenant_id = :tenant AND renewal_id = :id")
                                    .bind("tenant", tenantId())
                                    .bind("id", UUID.fromString(renewal))
                                    .bind("p", probability)
                                    .execute())));
  }

  private ValidatableResponse forecast(String query) {
    return api().get("/v1/renewals/forecast?" + query).then().statusCode(200);
  }

  @Test
  void categoriesRollUpAndTheModelStandsBeside() {
    String closed = due(6, "100");
    act(closed, "outcome",
            Map.of("outcome", "RENEWED", "renewedAmount", Map.of("amount", "1000", "currency", "EUR"), "followUp", Map.of("kind", "NONE")))
        .statusCode(200);
    String committed = due(6, "200");
    act(committed, "stage", Map.of("stage", "COMMITTED")).statusCode(200);
    String best = due(6, "300");
    act(best, "stage", Map.of("stage", "PROPOSED")).statusCode(200);
    patch().body(Map.of("forecastAmount", Map.of("amount", "3000", "currency", "EUR"))).patch("/v1/renewals/" + best).then().statusCode(200);
    String unscored = due(6, "400");
    String omitted = due(6, "500");
    patch().body(Map.of("forecastCategory", "OMITTED")).patch("/v1/renewals/" + omitted).then().statusCode(200);
    act(due(6, "600"), "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
    act(due(6, "700"), "outcome", Map.of("outcome", "VOIDED", "voidReason", "DUPLICATE")).statusCode(200);
    contract(Map.of("termMonths", "", "evergreen", true));
    contract(Map.of("kind", "PILOT"));
    score(committed, 0.1);
    score(best, 0.3);
    score(omitted, 0.9);

    forecast("groupBy=month&dueDateFrom=2026-06-01&dueDateTo=2026-07-01")
        .body("currency", equalTo("EUR")).body("definition", containsString("before downsell"))
        .body("dueDateFrom", equalTo("2026-06-01")).body("groups", hasSize(1)).body("groups[0].key", equalTo("2026-06"))
        .body("total.due.count", is(6)).body("total.due.amount.amount", equalTo("25200.00"))
        .body("total.closed.count", is(1)).body("total.closed.amount.amount", equalTo("1000.00"))
        .body("total.commit.count", is(2)).body("total.commit.amount.amount", equalTo("3400.00"))
        .body("total.bestCase.count", is(3)).body("total.bestCase.amount.amount", equalTo("6400.00"))
        .body("total.pipeline.count", is(4)).body("total.pipeline.amount.amount", equalTo("11200.00"))
        .body("total.omitted.count", is(1)).body("total.omitted.amount.amount", equalTo("6000.00"))
        .body("total.lost.count", is(1)).body("total.lost.amount.amount", equalTo("7200.00"))
        // 0.9 × 2,400 + 0.7 × 3,600
        .body("total.model.scoredCount", is(2)).body("total.model.expected.amount", equalTo("4680.00"))
        .body("total.model.beforeDownsell", is(true))
        .body("total.model.unscoredCount", is(1)).body("total.model.unscoredAmount.amount", equalTo("4800.00"))
        // 0 with 3%, 2,400 with 27%, 3,600 with 7%, 6,000 with 63%; the closed thousand on top
        .body("total.model.method", equalTo("EXACT")).body("total.model.p10.amount", equalTo("3400.00"))
        .body("total.model.p50.amount", equalTo("7000.00")).body("total.model.p90.amount", equalTo("7000.00"));
    forecast("groupBy=none&dueDateFrom=2026-06-01&dueDateTo=2026-07-01&open=true").body("groups", empty())
        .body("total.closed.count", is(0)).body("total.due.count", is(4)).body("total.pipeline.amount.amount", equalTo("10200.00"));
    assertEquals("4800.00", forecast("customerId=" + customer + "&stage=UPCOMING&open=true&forecastCategory=PIPELINE")
        .extract().path("total.due.amount.amount"), unscored);
  }

  @Test
  void groupsAddUpToTheTotal() {
    String ann = api().body(Map.of("name", "Ann")).post("/v1/users").then().statusCode(201).extract().path("id");
    for (int i = 0; i < 16; i++) {
      if (i == 8) {
        customer = customer("Owned");
        patch().body(Map.of("assignments", Map.of("csmId", ann))).patch("/v1/customers/" + customer).then().statusCode(200);
      }
      score(due(3 + i % 4, String.valueOf(100 + i)), 0.05 * (1 + i));
    }
    JsonPath months = forecast("groupBy=month").body("groups.key", contains("2026-03", "2026-04", "2026-05", "2026-06"))
        .extract().jsonPath();
    JsonPath owners = forecast("groupBy=owner").body("groups.label", contains("Ann", null)).extract().jsonPath();
    for (JsonPath grouped : List.of(months, owners)) {
      BigDecimal sum = BigDecimal.ZERO;
      for (String amount : grouped.<String>getList("groups.model.expected.amount")) {
        sum = sum.add(new BigDecimal(amount));
      }
      assertEquals(0, sum.compareTo(new BigDecimal(grouped.getString("total.model.expected.amount"))));
    }
    assertEquals("NORMAL_APPROXIMATION", months.getString("total.model.method"));
    assertEquals(List.of("EXACT", "EXACT", "EXACT", "EXACT"), months.getList("groups.model.method"));
    double mean = 0;
    double variance = 0;
    for (int i = 0; i < 16; i++) {
      double loss = 0.05 * (1 + i);
      double amount = 12.0 * (100 + i);
      mean += amount * (1 - loss);
      variance += loss * (1 - loss) * amount * amount;
    }
    assertEquals(mean, Double.parseDouble(months.getString("total.model.p50.amount")), 0.001);
    assertEquals(
        mean - 1.2815515655446004 * Math.sqrt(variance), Double.parseDouble(months.getString("total.model.p10.amount")), 0.001);
    assertEquals(
        mean + 1.2815515655446004 * Math.sqrt(variance), Double.parseDouble(months.getString("total.model.p90.amount")), 0.001);
  }

  @Test
  void otherCurrenciesNobodyAndWalls() {
    api().body(Map.of("rate", "0.5")).put("/v1/exchange-rates/USD/2026-01-01").then().statusCode(200);
    String dollars = open(contract(Map.of("currency", "USD")));
    act(dollars, "outcome",
            Map.of("outcome", "RENEWED", "renewedAmount", Map.of("amount", "10000", "currency", "USD"), "followUp", Map.of("kind", "NONE")))
        .statusCode(200);
    forecast("groupBy=month").body("total.due.amount.amount", equalTo("6000.00")).body("total.closed.amount.amount", equalTo("5000.00"))
        .body("total.model.p10.amount", equalTo("5000.00")).body("total.model.p90.amount", equalTo("5000.00"));
    forecast("groupBy=owner").body("groups[0].key", nullValue());
    forecast("dueDateFrom=2030-01-01").body("groups", empty()).body("total.due.count", is(0)).body("total.model.p90.amount", equalTo("0.00"));
    api().get("/v1/renewals/forecast?groupBy=week").then().statusCode(400).body("errors[0].parameter", equalTo("groupBy"));
    api().get("/v1/renewals/forecast?window=1").then().statusCode(400).body("code", equalTo("unknown_parameter"));
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).get("/v1/renewals/forecast").then().statusCode(200).body("total.due.count", is(0));
  }

  @Test
  void theCompanyIsRolledUpToItsTop() {
    String top = customer("Group");
    String parent = customer;
    String child = customer("Branch");
    patch().body(Map.of("parentId", top)).patch("/v1/customers/" + parent).then().statusCode(200);
    patch().body(Map.of("parentId", parent)).patch("/v1/customers/" + child).then().statusCode(200);
    customer("Stranger");
    String own = due(6, "100");
    customer = child;
    String below = due(5, "200");
    due(4, "400");
    customer = top;
    contract(Map.of("termMonths", "", "evergreen", true, "lines", List.of(line(product, 1, "50"))));
    score(own, 0.2);
    score(below, 0.6);
    api().get("/v1/customers/" + parent + "/roll-up").then().statusCode(200)
        .body("own.customerCount", is(1)).body("own.mrr.amount", equalTo("100.00")).body("own.arr.amount", equalTo("1200.00"))
        .body("own.openRenewalCount", is(1)).body("own.expectedLoss.amount", equalTo("240.00"))
        .body("own.highestRisk.renewalId", equalTo(own))
        .body("withChildren.customerCount", is(2)).body("withChildren.mrr.amount", equalTo("700.00"))
        .body("withChildren.openRenewalCount", is(3)).body("withChildren.openRenewalAmount.amount", equalTo("8400.00"))
        .body("withChildren.scoredRenewalCount", is(2)).body("withChildren.expectedLoss.amount", equalTo("1680.00"))
        .body("withChildren.highestRisk.customerId", equalTo(child)).body("withChildren.highestRisk.probability", is(0.6f))
        .body("ultimateParent.id", equalTo(top)).body("ultimateParent.name", equalTo("Group"))
        .body("ultimateParent.figures.customerCount", is(3)).body("ultimateParent.figures.mrr.amount", equalTo("750.00"))
        .body("ultimateParent.figures.openRenewalCount", is(4));
    api().get("/v1/customers/" + top + "/roll-up").then().body("own.highestRisk", nullValue()).body("own.expectedLoss", nullValue())
        .body("withChildren.mrr.amount", equalTo("750.00")).body("ultimateParent.id", equalTo(top));
    api().get("/v1/customers/" + UUID.randomUUID() + "/roll-up").then().statusCode(404);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).get("/v1/customers/" + top + "/roll-up").then().statusCode(404);
  }

  @Test
  void snoozedRenewalsAreOffTheWorklistUntilTheirDay() {
    String renewal = due(6, "100");
    score(renewal, 0.6);
    patch().body(Map.of("snoozedUntilDate", "2026-03-10")).patch("/v1/renewals/" + renewal).then().statusCode(200);
    api().get("/v1/worklist").then().statusCode(200).body("items", empty());
    api().get("/v1/worklist/customers").then().statusCode(200).body("items", empty());
    api().get("/v1/worklist?includeSnoozed=true").then().body("items", hasSize(1));
    assertEquals(1, renewals("open=true").getList("items").size(), "the board shows everything");
    day("2026-03-10");
    api().get("/v1/worklist").then().body("items", hasSize(1));
    patch().body("{\"snoozedUntilDate\":null}").patch("/v1/renewals/" + renewal).then().statusCode(200);
    day("2026-03-01");
    api().get("/v1/worklist").then().body("items", hasSize(1));
  }
}
