package dev.perennial.criterion;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurchaseCriterionTest extends ApiTest {
  private String customer;

  @BeforeEach
  void stock() {
    clock.set(Instant.parse("2026-01-10T09:00:00Z"));
    customer = post("/v1/customers", Map.of("name", "Acme"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String criterion(String text, int importance, boolean mustHave) {
    return post("/v1/purchase-criteria", Map.of("customerId", customer, "criterion", text, "importance", importance, "mustHave", mustHave));
  }

  private void scored(String criterion, double value) {
    post("/v1/purchase-criteria/" + criterion + "/delivery-scores", Map.of("value", value, "evidence", "Review with the customer"));
  }

  private String gaps() {
    return "/v1/customers/" + customer + "/criteria-gaps";
  }

  @Test
  void aFailedMustHaveIsNeverOffset() {
    api().get(gaps()).then().statusCode(200).body("state", equalTo("NO_CRITERIA")).body("weightedDelivery", nullValue());
    String single = criterion("Single sign-on", 3, true);
    String reports = criterion("Reports for the board", 5, false);
    String mobile = criterion("Works on phones", 1, false);
    api().get(gaps()).then().body("state", equalTo("UNSCORED")).body("unscored", hasSize(3));
    scored(single, 4);
    scored(reports, 10);
    api().get(gaps()).then().statusCode(200)
        .body("state", equalTo("FAILED_MUST_HAVE")) // although the weighted average is 62 of 80
        .body("weightedDelivery", is(7.75f))
        .body("criteria.purchaseCriterionId", contains(single, reports, mobile))
        .body("criteria.gap", contains(18.0f, 0.0f, null))
        .body("criteria[0].failed", is(true))
        .body("criteria[0].evidence", equalTo("Review with the customer"))
        .body("unscored", contains(mobile));
    clock.set(Instant.parse("2026-02-10T09:00:00Z"));
    scored(single, 9);
    scored(mobile, 10);
    api().get(gaps()).then().body("state", equalTo("GAPS")).body("criteria[0].gap", is(3.0f)).body("coverage", is(1.0f));
    api().get(gaps() + "?knownAt=2026-01-20T00:00:00Z").then().statusCode(200).body("state", equalTo("FAILED_MUST_HAVE"));
    patch().body("{\"expected\":9}").patch("/v1/purchase-criteria/" + single).then().statusCode(200).body("scoreCount", is(2));
    api().get(gaps()).then().body("state", equalTo("MET"));
    api().get(gaps() + "?knownAt=2026-03-10T09:00:00Z").then().statusCode(400); // not over yet
  }

  @Test
  void filedListedAndRefused() {
    String one = criterion("Single sign-on", 3, true);
    String path = "/v1/purchase-criteria/" + one + "/delivery-scores";
    api().body(Map.of("value", 5)).post(path).then().statusCode(400).body("errors.pointer", contains("/evidence"));
    api().body(Map.of("value", 11, "evidence", "x")).post(path).then().statusCode(400).body("errors.pointer", contains("/value"));
    api().body(Map.of("value", 1, "evidenceUrl", "javascript:alert(1)")).post(path).then().statusCode(400);
    readOnly().body(Map.of("value", 1, "evidence", "x")).post(path).then().statusCode(403);
    api().get("/v1/delivery-scores").then().statusCode(200).body("items", empty());
    api().body(Map.of("customerId", customer, "criterion", "x", "importance", 6)).post("/v1/purchase-criteria").then().statusCode(400);
    api().body(Map.of("customerId", customer, "criterion", "x", "importance", 1, "contractId", customer)).post("/v1/purchase-criteria")
        .then().statusCode(400).body("errors[0].pointer", equalTo("/contractId"));
    api().get("/v1/purchase-criteria?mustHave=true&customerId=" + customer).then().statusCode(200).body("items.id", contains(one));
    api().get("/v1/purchase-criteria?mustHave=false").then().body("items", empty());
    api()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("purchaseCriterionId", one, "source", "s", "sourceId", "1", "value", 7, "evidence", "Demo"),
                    Map.of("purchaseCriterionId", one, "source", "s", "sourceId", "2", "value", 7))))
        .post("/v1/delivery-scores/bulk").then().statusCode(207).body("items.status", contains(201, 400));
    api().body(Map.of("source", "s", "sourceId", "1", "revision", 1, "retracted", true)).post(path).then().statusCode(201);
    api().get("/v1/purchase-criteria/" + one).then().body("latest", nullValue()).body("scoreCount", is(0));
    api().get("/v1/customers/" + customer + "/timeline?kinds=CHANGE").then()
        .body("items.type", contains("purchase_criterion.created", "customer.created"));
    var stranger = tenants.create("stranger", "EUR");
    as(stranger.apiKey()).get(gaps()).then().statusCode(404);
    as(stranger.apiKey()).get("/v1/purchase-criteria/" + one).then().statusCode(404);
  }
}
