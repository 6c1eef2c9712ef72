package dev.perennial.successmetric;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuccessMetricTest extends ApiTest {
  @Inject FollowUpReminders reminders;
  @Inject CustomerRows rows;

  private String customer;

  @BeforeEach
  void stock() {
    day("2026-01-10");
    customer = post("/v1/customers", Map.of("name", "Acme", "tier", "A", "externalIds", List.of(Map.of("source", "crm", "externalId", "1"))));
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T09:00:00Z"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  /** Days until a new hire is productive: from 40 down to 20. */
  private Map<String, Object> onboarding() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("customerId", customer);
    body.put("name", "Days until a new hire is productive");
    body.put("unit", "days");
    body.put("direction", "LOWER_IS_BETTER");
    body.put("definedBy", "CUSTOMER");
    body.put("baseline", 40);
    body.put("baselineDate", "2026-01-01");
    body.put("target", 20);
    body.put("attributable", true);
    body.put("measurable", true);
    body.put("benefit", true);
    return body;
  }

  private void measured(String metric, String sourceId, double value, String date) {
    day(date);
    api()
        .body(Map.of("source", "survey", "sourceId", sourceId, "value", value, "occurredAt", date + "T08:00:00Z"))
        .post("/v1/success-metrics/" + metric + "/measurements")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse read(String metric) {
    return api()
        .config(RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .get("/v1/success-metrics/" + metric)
        .then()
        .statusCode(200);
  }

  @Test
  void lowerIsBetter() {
    String metric = post("/v1/success-metrics", onboarding());
    read(metric)
        .body("warnings", empty())
        .body("latest", nullValue())
        .body("progress.attainment", nullValue())
        .body("progress.attainmentReason", equalTo("NOT_MEASURED"))
        .body("followUpMonths", contains(3, 6, 9))
        .body("followUps.dueDate", contains("2026-04-01", "2026-07-01", "2026-10-01"))
        .body("followUps.state", contains("UPCOMING", "UPCOMING", "UPCOMING"));
    measured(metric, "q1", 30, "2026-04-02");
    measured(metric, "q2", 15, "2026-07-03");
    read(metric)
        .body("latest.value", is(15.0))
        .body("start.value", is(40.0))
        .body("progress.attainment", is(1.25)) // (15 − 40) / (20 − 40): more than promised, not capped
        .body("progress.delta", is(-25.0))
        .body("progress.deltaPercent", is(-62.5))
        // by hand: points (0, 40), (91 1/3 days, 30), (183 1/3 days, 15), in months of 30.436875 days
        .body("progress.slopePerMonth", closeTo(-4.151471, 1e-6))
        .body("progress.slopePoints", is(3))
        .body("progress.trend", equalTo("IMPROVING"))
        .body("followUps.state", contains("DONE", "DONE", "UPCOMING"));
    day("2026-10-14");
    read(metric).body("followUps[2].state", equalTo("DUE"));
    day("2026-10-17");
    read(metric).body("followUps[2].state", equalTo("OVERDUE"));
  }

  @Test
  void weakMetricsAreStoredWithWarnings() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("customerId", Map.of("source", "crm", "externalId", "1"));
    body.put("name", "Revenue growth");
    body.put("direction", "HIGHER_IS_BETTER");
    body.put("definedBy", "US");
    body.put("target", 5);
    body.put("baseline", 5);
    body.put("benefit", false);
    body.put("measurable", false);
    String metric = post("/v1/success-metrics", body);
    read(metric)
        .body(
            "warnings.code",
            contains(
                "REVENUE_HAS_MANY_CAUSES", "DEFINED_BY_US", "NOT_A_BENEFIT", "NOT_MEASURABLE", "QUALITY_NOT_ASSESSED",
                "NO_UNIT", "BASELINE_EQUALS_TARGET"));
    patch().body("{\"baseline\":9}").patch("/v1/success-metrics/" + metric).then().statusCode(200)
        .body("warnings.code", hasItem("TARGET_AGAINST_DIRECTION"));
    patch().body("{\"baseline\":null}").patch("/v1/success-metrics/" + metric).then().statusCode(200)
        .body("warnings.code", hasItem("NO_BASELINE"));
    api()
        .body(Map.of("value", 2, "followUpMonth", 0))
        .post("/v1/success-metrics/" + metric + "/measurements")
        .then()
        .statusCode(201)
        .body("source", equalTo("manual"));
    read(metric).body("start.value", is(2.0)).body("warnings.code", not(hasItem("NO_BASELINE")));
    api().get("/v1/success-metrics/" + metric + "/versions").then().statusCode(200).body("items", hasSize(3));
  }

  @Test
  void correctionsSupersedeAndBadInputIsRefused() {
    String metric = post("/v1/success-metrics", onboarding());
    measured(metric, "q1", 30, "2026-04-02");
    String path = "/v1/success-metrics/" + metric + "/measurements";
    Map<String, Object> again = Map.of("source", "survey", "sourceId", "q1", "value", 99);
    api().body(again).post(path).then().statusCode(200).body("value", is(30.0f)); // stored once
    api().body(Map.of("source", "survey", "sourceId", "q1", "value", 25, "revision", 1, "occurredAt", "2026-04-01T00:00:00Z"))
        .post(path).then().statusCode(201);
    read(metric).body("latest.value", is(25.0));
    api().body(Map.of("source", "survey", "sourceId", "q1", "revision", 2, "retracted", true)).post(path).then().statusCode(201);
    read(metric).body("latest", nullValue()).body("followUps[0].state", equalTo("DUE"));
    api().get("/v1/measurements?successMetricId=" + metric).then().statusCode(200).body("items", empty());
    api().get("/v1/measurements?revisions=all&successMetricId=" + metric).then().statusCode(200).body("items", hasSize(3));

    api().body(Map.of("source", "survey", "sourceId", "x")).post(path).then().statusCode(400)
        .body("errors.pointer", contains("/value"));
    api().body(Map.of("sourceId", "x", "value", 1)).post(path).then().statusCode(400).body("errors.pointer", contains("/source"));
    api().body(Map.of("value", 1, "occurredAt", "2026-06-01T00:00:00Z")).post(path).then().statusCode(400)
        .body("errors[0].code", equalTo("in_future"));
    api().body(Map.of("value", 1, "followUpMonth", -1)).post(path).then().statusCode(400);
    api().body(Map.of("value", 1, "respondentContactId", customer)).post(path).then().statusCode(404);
    api().body(Map.of("value", 1, "colour", "red")).post(path).then().statusCode(400);
    readOnly().body(Map.of("value", 1)).post(path).then().statusCode(403);
    var stranger = tenants.create("stranger", "EUR");
    as(stranger.apiKey()).body(Map.of("value", 1)).post(path).then().statusCode(404);
    as(stranger.apiKey()).get("/v1/success-metrics/" + metric).then().statusCode(404);
    api().get("/v1/measurements?revisions=all").then().body("items", hasSize(3)); // nothing of all that was stored
  }

  @Test
  void newMetricsAreFollowedUpAsTheSettingsSay() {
    String before = post("/v1/success-metrics", onboarding());
    patch().body("{\"followUpMonths\":[12,1]}").patch("/v1/settings").then().statusCode(200).body("followUpMonths", contains(12, 1));
    read(post("/v1/success-metrics", onboarding())).body("followUps.dueDate", contains("2026-02-01", "2027-01-01"));
    read(before).body("followUpMonths", contains(3, 6, 9));
    patch().body("{\"followUpMonths\":[0]}").patch("/v1/settings").then().statusCode(400);
  }

  @Test
  void measurementsAndCorrectionsMarkTheCustomerForScoring() {
    String metric = post("/v1/success-metrics", onboarding());
    assertEquals("1", marks(), "that there is a metric is news");
    forgetMarks();
    patch().body(Map.of("unit", onboarding().get("unit"))).patch("/v1/success-metrics/" + metric).then().statusCode(200);
    assertEquals("0", marks(), "as it was");
    patch().body(Map.of("target", 1)).patch("/v1/success-metrics/" + metric).then().statusCode(200);
    assertEquals("1", marks(), "another target");
    forgetMarks();
    post("/v1/purchase-criteria", Map.of("customerId", customer, "criterion", "Export", "importance", 3));
    assertEquals("1", marks(), "what they judge by");
    forgetMarks();
    measured(metric, "q1", 30, "2026-04-02");
    assertEquals("1", marks());
    forgetMarks();
    api().body(Map.of("source", "survey", "sourceId", "q1", "value", 30)).post("/v1/success-metrics/" + metric + "/measurements")
        .then().statusCode(200);
    assertEquals("0", marks()); // nothing new
    api().body(Map.of("source", "survey", "sourceId", "q1", "value", 31, "revision", 1)).post("/v1/success-metrics/" + metric + "/measurements")
        .then().statusCode(201);
    assertEquals("1", marks());
  }

  private void forgetMarks() {
    rows.execute(tenant.id(), "DELETE FROM app.rescore_mark WHERE tenant_id = :tenant", UUID.fromString(customer), "");
  }

  private String marks() {
    return rows.read(tenant.id(), "SELECT count(*) FROM app.rescore_mark WHERE tenant_id = :tenant", UUID.fromString(customer));
  }

  @Test
  void bulkAnswersEachAndAtomicAllOrNone() {
    String metric = post("/v1/success-metrics", onboarding());
    List<Map<String, Object>> items =
        List.of(
            Map.of("successMetricId", metric, "source", "s", "sourceId", "1", "value", 38),
            Map.of("successMetricId", metric, "source", "s", "sourceId", "1", "value", 38),
            Map.of("successMetricId", customer, "source", "s", "sourceId", "2", "value", 1),
            Map.of("successMetricId", metric, "source", "s", "sourceId", "3", "value", "many"));
    api().body(Map.of("items", items)).post("/v1/measurements/bulk?atomic=true").then().statusCode(400);
    api().get("/v1/measurements").then().body("items", empty());
    api().body(Map.of("items", items)).post("/v1/measurements/bulk").then().statusCode(207)
        .body("items.status", contains(201, 200, 404, 400));
    api().get("/v1/measurements?customerId=" + customer).then().body("items", hasSize(1));
  }

  @Test
  void derivedFromSignals() {
    Map<String, Object> body = onboarding();
    body.put("name", "Reports a month");
    body.put("direction", "HIGHER_IS_BETTER");
    body.put("baseline", 10);
    body.put("target", 30);
    body.put("formula", Map.of("aggregation", "SUM", "kind", "USAGE", "type", "reports", "windowDays", 30));
    String metric = post("/v1/success-metrics", body);
    read(metric).body("derived.value", nullValue()).body("derived.progress.attainmentReason", equalTo("NOT_MEASURED"));
    day("2026-04-20");
    int n = 0;
    for (String at : List.of("2026-02-01", "2026-03-20", "2026-04-10")) {
      api()
          .body(
              Map.of(
                  "source", "app", "sourceId", "r" + n++, "customer", customer, "kind", "USAGE", "type", "reports", "value", 8,
                  "occurredAt", at + "T00:00:00Z"))
          .post("/v1/signals")
          .then()
          .statusCode(201);
    }
    read(metric)
        .body("derived.value", is(8.0))
        .body("derived.progress.attainment", closeTo(-0.1, 1e-12))
        .body("followUps[0].derivedValue", is(8.0)) // 2026-04-01: that of 03-20
        .body("followUps[1].derivedValue", nullValue())
        .body("latest", nullValue());
    Map<String, Object> wrong = onboarding();
    wrong.put("formula", Map.of("aggregation", "SUM", "type", "reports", "windowDays", 0));
    api().body(wrong).post("/v1/success-metrics").then().statusCode(400).body("errors[0].pointer", equalTo("/formula/windowDays"));
  }

  @Test
  void followUpsAreListedAndRemindedOfOnce() {
    String metric = post("/v1/success-metrics", onboarding());
    Map<String, Object> other = onboarding();
    other.put("baselineDate", "2026-02-01");
    String second = post("/v1/success-metrics", other);
    day("2026-04-20");
    api().get("/v1/success-metrics/follow-ups?state=OVERDUE").then().statusCode(200)
        .body("items.successMetricId", contains(metric))
        .body("items[0].month", is(3))
        .body("items[0].customerName", equalTo("Acme"));
    api().get("/v1/success-metrics/follow-ups?state=UPCOMING,DUE&limit=2").then().statusCode(200)
        .body("items.dueDate", contains("2026-05-01", "2026-07-01"));
    api().get("/v1/success-metrics/follow-ups?state=LATE").then().statusCode(400);
    reminders.run();
    reminders.run();
    assertEquals(1, told("success_metric.follow_up_due"));
    patch().body("{\"baselineDate\":\"2026-01-05\"}").patch("/v1/success-metrics/" + metric).then().statusCode(200);
    reminders.run();
    assertEquals(2, told("success_metric.follow_up_due")); // another due date
    measured(metric, "q1", 30, "2026-04-21");
    api().get("/v1/success-metrics/follow-ups?state=DONE").then().body("items.successMetricId", contains(metric));
    api().get("/v1/success-metrics/follow-ups?state=OVERDUE&customerId=" + customer).then().body("items", empty());
    patch().body("{\"followUpMonths\":[12]}").patch("/v1/success-metrics/" + second).then().statusCode(200);
    api().get("/v1/success-metrics/follow-ups?dueDateFrom=2027-01-01").then().body("items.month", contains(12));
  }

  @Test
  void nobodyAsksWhoChurned() {
    String metric = post("/v1/success-metrics", onboarding());
    measured(metric, "q1", 30, "2026-04-01");
    day("2026-07-20");
    String overdue = "/v1/success-metrics/follow-ups?state=OVERDUE";
    api().get(overdue).then().statusCode(200).body("items.successMetricId", contains(metric));
    String product = post("/v1/products", Map.of("code", "P", "name", "P"));
    String contract =
        post(
            "/v1/contracts",
            Map.of(
                "customerId", customer, "startDate", "2025-07-01", "endDate", "2026-06-30",
                "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "100.00", "amountPeriod", "MONTH"))));
    String renewal = api().get("/v1/renewals?contractId=" + contract).then().statusCode(200).extract().path("items[0].id");
    api().body(Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-06-30")).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(200);
    api().get("/v1/customers/" + customer).then().body("status", equalTo("CHURNED"));
    api().get(overdue).then().statusCode(200).body("items", empty());
    api().get("/v1/success-metrics/follow-ups").then().statusCode(200).body("items.state", contains("DONE"));
    reminders.run();
    assertEquals(0, told("success_metric.follow_up_due"));
    // it comes back
    post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", "2026-07-20", "termMonths", 12,
            "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "100.00", "amountPeriod", "MONTH"))));
    api().get(overdue).then().body("items.successMetricId", contains(metric));
    reminders.run();
    assertEquals(1, told("success_metric.follow_up_due"));
  }

  @Test
  void nobodyAsksWhatIsComputed() {
    Map<String, Object> body = onboarding();
    body.put("formula", Map.of("aggregation", "SUM", "kind", "USAGE", "type", "reports", "windowDays", 30));
    String metric = post("/v1/success-metrics", body);
    day("2026-04-20");
    api().body(Map.of("value", 41, "followUpMonth", 0)).post("/v1/success-metrics/" + metric + "/measurements").then().statusCode(201);
    api().get("/v1/success-metrics/follow-ups").then().statusCode(200).body("items", empty());
    reminders.run();
    assertEquals(0, told("success_metric.follow_up_due"));
    measured(metric, "q1", 30, "2026-07-01"); // reported, too: month 6
    api().get("/v1/success-metrics/follow-ups?state=OVERDUE").then().statusCode(200).body("items.month", contains(3));
    reminders.run();
    assertEquals(1, told("success_metric.follow_up_due"));
  }

  private int told(String event) {
    return api().queryParam("limit", 1000).get("/v1/events").jsonPath()
        .getList("items.type").stream().filter(event::equals).toList().size();
  }

  @Test
  void whoHasNone() {
    String old = post("/v1/customers", Map.of("name", "Old", "status", "ACTIVE"));
    post("/v1/customers", Map.of("name", "Prospect", "status", "PROSPECT"));
    patch().body("{\"status\":\"ACTIVE\"}").patch("/v1/customers/" + customer).then().statusCode(200);
    post("/v1/success-metrics", onboarding());
    day("2026-03-20");
    api().get("/v1/customers/without-success-metric?days=60").then().statusCode(200)
        .body("items.customerId", contains(old)).body("items[0].days", is(69));
    api().get("/v1/customers/without-success-metric").then().statusCode(200).body("items", empty());
    api().get("/v1/customers/without-success-metric?days=-1").then().statusCode(400);
  }

  @Test
  void theTimelineTells() {
    String metric = post("/v1/success-metrics", onboarding());
    measured(metric, "q1", 30, "2026-04-02");
    api().get("/v1/customers/" + customer + "/timeline").then().statusCode(200)
        .body("items.type", contains("measurement", "success_metric.created", "customer.created"))
        .body("items[0].title", equalTo("Measured: Days until a new hire is productive 30 days"));
    api().get("/v1/customers/" + customer + "/timeline?knownAt=2026-02-01T00:00:00Z").then().statusCode(200)
        .body("items.type", contains("success_metric.created", "customer.created"));
  }

  @Test
  void aRoundOfQuestions() {
    String other = post("/v1/customers", Map.of("name", "Beta", "tier", "A", "status", "ACTIVE"));
    post("/v1/customers", Map.of("name", "Gamma", "tier", "B", "status", "ACTIVE"));
    patch().body("{\"status\":\"ACTIVE\"}").patch("/v1/customers/" + customer).then().statusCode(200);
    Map<String, Object> question = Map.of("text", "How many hours did we save?", "unit", "hours", "direction", "HIGHER_IS_BETTER");
    String round =
        post("/v1/question-rounds", Map.of("name", "January", "dueDate", "2026-01-31", "question", question, "customers", Map.of("tier", "A")));
    api().get("/v1/question-rounds/" + round).then().statusCode(200).body("total", is(2)).body("answered", is(0)).body("state", equalTo("OPEN"));
    List<String> metrics = api().get("/v1/question-rounds/" + round + "/items").then().statusCode(200).extract().path("items.successMetricId");
    day("2026-01-20");
    api().body(Map.of("value", 12)).post("/v1/success-metrics/" + metrics.getFirst() + "/measurements").then().statusCode(201);
    reminders.run();
    assertEquals(0, told("question_round.overdue"));
    day("2026-02-01");
    reminders.run();
    reminders.run();
    assertEquals(1, told("question_round.overdue"));
    api().get("/v1/question-rounds").then().statusCode(200).body("items.answered", contains(1)).body("items.state", contains("OVERDUE"));
    api().get("/v1/question-rounds/" + round + "/items?state=ANSWERED").then().body("items.value", contains(12.0f));
    api().get("/v1/question-rounds/" + round + "/items?state=OVERDUE").then().body("items.successMetricId", contains(metrics.get(1)));
    // the next month asks for the same metrics
    String next =
        post(
            "/v1/question-rounds",
            Map.of("name", "February", "dueDate", "2026-02-28", "question", question, "customers", Map.of("ids", List.of(customer, other))));
    api().get("/v1/question-rounds/" + next).then().body("total", is(2)).body("answered", is(0));
    api().get("/v1/success-metrics").then().body("items", hasSize(2));
    post("/v1/question-rounds", Map.of("name", "Again", "dueDate", "2026-02-28", "successMetricIds", metrics));
    Map<String, String> key = Map.of("source", "crm", "externalId", "m");
    patch().body(Map.of("externalIds", List.of(key))).patch("/v1/success-metrics/" + metrics.getFirst()).then().statusCode(200);
    patch().body(Map.of("externalIds", List.of(key))).patch("/v1/customers/" + other).then().statusCode(200);
    post("/v1/question-rounds", Map.of("name", "By its name", "dueDate", "2026-02-28", "successMetricIds", List.of(key)));
    post("/v1/question-rounds", Map.of("name", "Theirs", "dueDate", "2026-02-28", "question", question, "customers", Map.of("ids", List.of(key))));
    api().body(Map.of("name", "Nobody's", "dueDate", "2026-02-28", "question", question, "customers", Map.of("csmId", key)))
        .post("/v1/question-rounds").then().statusCode(400).body("errors[0].pointer", equalTo("/customers/csmId"));
    api().body(Map.of("name", "Neither", "dueDate", "2026-02-28")).post("/v1/question-rounds").then().statusCode(400);
    api().body(Map.of("name", "Past", "dueDate", "2026-01-28", "successMetricIds", metrics)).post("/v1/question-rounds").then().statusCode(400);
    api().body(Map.of("name", "None", "dueDate", "2026-02-28", "successMetricIds", List.of(customer))).post("/v1/question-rounds")
        .then().statusCode(400).body("errors[0].pointer", equalTo("/successMetricIds/0"));
    readOnly().body(Map.of("name", "x", "dueDate", "2026-02-28", "successMetricIds", metrics)).post("/v1/question-rounds").then().statusCode(403);
    var stranger = tenants.create("stranger", "EUR");
    as(stranger.apiKey()).get("/v1/question-rounds/" + round).then().statusCode(404);
    as(stranger.apiKey()).get("/v1/question-rounds/" + round + "/items").then().statusCode(404);
  }
}
