package dev.perennial.importing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuccessImportTest extends ApiTest {
  private JsonPath run(String resource, String columns, String file) {
    String options = "{\"source\":\"crm\",\"columns\":" + columns + "}";
    String id =
        as(tenant.apiKey()).contentType("text/csv").queryParam("resource", resource).queryParam("options", options).body(file)
            .post("/v1/imports").then().statusCode(202).extract().path("id");
    for (int i = 0; i < 600; i++) {
      JsonPath job = api().get("/v1/jobs/" + id).then().extract().jsonPath();
      if (!List.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
        return job;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the import did not end");
  }

  private void counts(JsonPath job, int created, int unchanged, int failed) {
    assertEquals(
        List.of(created, unchanged, failed),
        List.of(job.getInt("counts.created"), job.getInt("counts.unchanged"), job.getInt("counts.failed")), job.prettify());
  }

  @Test
  void metricsCriteriaAndTheirFacts() {
    String customer = api().body(Map.of("name", "Acme")).put("/v1/customers/external/crm/1").then().statusCode(201).extract().path("id");
    String metrics = "id,customer,name,direction,by,base\nM1,1,Hours to close,LOWER_IS_BETTER,CUSTOMER,40\nM2,9,Unknown,LOWER_IS_BETTER,US,1\n";
    String columns =
        "{\"id\":\"externalId\",\"customer\":\"customerId.externalId\",\"name\":\"name\",\"direction\":\"direction\",\"by\":\"definedBy\",\"base\":\"baseline\"}";
    counts(run("success-metrics", columns, metrics), 1, 0, 1);
    counts(run("success-metrics", columns, metrics), 0, 1, 1);
    String facts = "id,metric,value,at\nA1,M1,31,2026-02-01T00:00:00Z\nA2,M1,26,2026-03-01T00:00:00Z\nA3,M9,1,2026-03-01T00:00:00Z\n,M1,1,2026-03-01T00:00:00Z\n";
    columns = "{\"id\":\"sourceId\",\"metric\":\"successMetricId.externalId\",\"value\":\"value\",\"at\":\"occurredAt\"}";
    counts(run("measurements", columns, facts), 2, 0, 2);
    counts(run("measurements", columns, facts), 0, 2, 2);
    api().get("/v1/success-metrics/external/crm/M1").then().statusCode(200).body("latest.value", equalTo(26.0f));
    columns = "{\"id\":\"externalId\",\"customer\":\"customerId.externalId\",\"text\":\"criterion\",\"weight\":\"importance\"}";
    counts(run("purchase-criteria", columns, "id,customer,text,weight\nC1,1,Single sign-on,5\nC2,1,Too much,9\n"), 1, 0, 1);
    columns = "{\"id\":\"sourceId\",\"criterion\":\"purchaseCriterionId.externalId\",\"value\":\"value\",\"why\":\"evidence\"}";
    counts(run("delivery-scores", columns, "id,criterion,value,why\nD1,C1,8,Live\nD2,C1,8,\n"), 1, 0, 1);
    api().get("/v1/purchase-criteria").then().body("items.latest.value", contains(8.0f));
    columns = "{\"id\":\"externalId\",\"base\":\"baseline\"}";
    run("success-metrics", columns, "id,base\nM1,50\n");
    String timeline = "/v1/customers/" + customer + "/timeline?types=success_metric.created,success_metric.updated,purchase_criterion.created";
    api().get(timeline).then().statusCode(200)
        .body("items.title", contains("Success metric updated: baseline", "Purchase criterion created", "Success metric created"))
        .body("items[0].detail.changes.baseline.from", equalTo(40))
        .body("items[0].detail.changes.baseline.to", equalTo(50))
        .body("items[0].subjectType", equalTo("success_metric"));
    // a change over REST is told by its event, once
    clock.set(clock.instant().plusSeconds(60));
    String metric = api().get("/v1/success-metrics/external/crm/M1").path("id");
    patch().body("{\"target\":10}").patch("/v1/success-metrics/" + metric).then().statusCode(200);
    api().get(timeline).then().body("items.title[0]", equalTo("Success metric updated: target")).body("items", hasSize(4));
  }

  @Test
  void feedbackItemsInTheTimeline() {
    String customer = api().body(Map.of("name", "Acme")).put("/v1/customers/external/crm/1").then().statusCode(201).extract().path("id");
    String columns = "{\"id\":\"externalId\",\"customer\":\"customerId.externalId\",\"text\":\"text\",\"state\":\"state\"}";
    counts(run("feedback-items", columns, "id,customer,text,state\nF1,1,Exports are slow,OPEN\n"), 1, 0, 0);
    String known = "&knownAt=" + clock.instant();
    clock.set(clock.instant().plusSeconds(3600));
    counts(run("feedback-items", columns, "id,customer,text,state\nF1,1,Exports are slow,RESOLVED\n"), 0, 0, 0);
    String timeline = "/v1/customers/" + customer + "/timeline?kinds=CHANGE&types=feedback_item.created,feedback_item.updated";
    api().get(timeline).then().statusCode(200)
        .body("items.type", contains("feedback_item.updated", "feedback_item.created"))
        .body("items[0].detail.changes.state.to", equalTo("RESOLVED"));
    api().get(timeline + known).then().statusCode(200).body("items.type", contains("feedback_item.created"));
  }

  @Test
  void entitlementsOfContracts() {
    api().body(Map.of("name", "Acme")).put("/v1/customers/external/crm/1").then().statusCode(201);
    api().body(Map.of("code", "core", "name", "Core")).put("/v1/products/external/crm/P1").then().statusCode(201);
    Map<String, Object> line = Map.of("productId", Map.of("source", "crm", "externalId", "P1"), "unitPrice", "1.00", "amountPeriod", "MONTH");
    api()
        .body(
            Map.of(
                "customerId", Map.of("source", "crm", "externalId", "1"), "startDate", "2026-01-01", "termMonths", 12, "lines",
                List.of(line)))
        .put("/v1/contracts/external/crm/K1").then().statusCode(201);
    String columns =
        "{\"id\":\"externalId\",\"contract\":\"contractId.externalId\",\"unit\":\"unit\",\"n\":\"quantity\",\"per\":\"period\",\"type\":\"usageType\"}";
    String rows = "id,contract,unit,n,per,type\nE1,K1,calls,1000,MONTH,api_calls\nE2,K9,calls,1,MONTH,api_calls\nE3,K1,calls,0,MONTH,api_calls\n";
    counts(run("entitlements", columns, rows), 1, 0, 2);
    counts(run("entitlements", columns, rows), 0, 1, 2);
    api().get("/v1/entitlements/external/crm/E1").then().statusCode(200).body("quantity", equalTo(1000.0f));
    counts(run("entitlements", columns, "id,contract,unit,n,per,type\nE1,K1,calls,900,MONTH,api_calls\n"), 0, 0, 0);
    String customer = api().get("/v1/customers/external/crm/1").then().extract().path("id");
    String timeline = "/v1/customers/" + customer + "/timeline?types=entitlement.created,entitlement.updated";
    api().get(timeline).then().statusCode(200)
        .body("items.title", contains("Entitlement updated: quantity", "Entitlement created"))
        .body("items[0].detail.changes.quantity.from", equalTo(1000));
    api().get(timeline + "&knownAt=2025-12-31T00:00:00Z").then().statusCode(404); // nobody knew the customer
  }
}
