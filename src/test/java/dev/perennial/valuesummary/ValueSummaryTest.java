package dev.perennial.valuesummary;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ValueSummaryTest extends ApiTest {
  private String customer;
  private String renewal;
  private int facts;

  @BeforeEach
  void stock() {
    clock.set(Instant.parse("2026-01-10T09:00:00Z"));
    customer = post("/v1/customers", Map.of("name", "Acme *Ltd*"));
    String product = post("/v1/products", Map.of("code", "P", "name", "P"));
    post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", "2026-01-01", "termMonths", 12,
            "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "100.00", "amountPeriod", "MONTH"))));
    renewal = api().get("/v1/renewals?customerId=" + customer).path("items[0].id");
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void signal(String kind, String type, String at, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(Map.of("source", "desk", "sourceId", "f" + facts++, "customer", customer, "kind", kind, "type", type, "occurredAt", at + "T09:00:00Z"));
    api().body(body).post("/v1/signals").then().statusCode(201);
  }

  private String path() {
    return "/v1/renewals/" + renewal + "/value-summary";
  }

  @Test
  void whatIsMissingIsNamed() {
    api().get(path()).then().statusCode(200)
        .body("customerName", equalTo("Acme *Ltd*"))
        .body("dueDate", equalTo("2026-12-31"))
        .body("criteriaState", equalTo("NO_CRITERIA"))
        .body("missing.topic", hasItems("SUCCESS_METRIC", "CRITERION", "USAGE", "SURVEY"));
    var stranger = tenants.create("stranger", "EUR");
    as(stranger.apiKey()).get(path()).then().statusCode(404);
    as(stranger.apiKey()).get(path() + "?knownAt=2026-01-10T08:00:00Z").then().statusCode(404);
  }

  @Test
  void aCriterionOfAnotherDecisionDoesNotCount() {
    String product = api().get("/v1/products").path("items[0].id");
    post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", "2026-01-01", "termMonths", 24,
            "lines", List.of(Map.of("productId", product, "quantity", 1, "unitPrice", "50.00", "amountPeriod", "MONTH"))));
    String other = api().get("/v1/renewals?customerId=" + customer).path("items.find { it.dueDate == '2027-12-31' }.id");
    String criterion =
        post(
            "/v1/purchase-criteria",
            Map.of("customerId", customer, "renewalId", other, "criterion", "Export", "importance", 5, "mustHave", true, "expected", 8));
    clock.set(Instant.parse("2026-02-01T09:00:00Z"));
    post("/v1/purchase-criteria/" + criterion + "/delivery-scores", Map.of("value", 1, "evidence", "None"));
    api().get(path()).then().statusCode(200).body("criteriaState", equalTo("NO_CRITERIA"));
    api().get("/v1/renewals/" + other + "/value-summary").then().statusCode(200).body("against.topic", hasItem("CRITERION"));
  }

  @Test
  void evidenceWithSourcesAndDates() {
    String metric =
        post(
            "/v1/success-metrics",
            Map.of(
                "customerId", customer, "name", "Hours per report", "unit", "h", "direction", "LOWER_IS_BETTER", "definedBy",
                "CUSTOMER", "baseline", 10, "baselineDate", "2026-01-01", "target", 4));
    String login = post("/v1/purchase-criteria", Map.of("customerId", customer, "criterion", "Single sign-on", "importance", 5, "mustHave", true));
    clock.set(Instant.parse("2026-09-01T09:00:00Z"));
    String measurement =
        post(
            "/v1/success-metrics/" + metric + "/measurements",
            Map.of("source", "survey", "sourceId", "q1", "value", 7, "occurredAt", "2026-04-01T00:00:00Z"));
    post("/v1/purchase-criteria/" + login + "/delivery-scores", Map.of("value", 10, "evidence", "Live since May"));
    signal("USAGE", "reports", "2026-04-10", Map.of("value", 100));
    signal("USAGE", "reports", "2026-08-01", Map.of("value", 150));
    signal("TICKET", "ticket", "2026-05-01", Map.of("phase", "OPENED", "subjectKey", "T1", "severity", 2));
    signal("TICKET", "ticket", "2026-05-02", Map.of("phase", "CLOSED", "subjectKey", "T1"));
    signal("TICKET", "ticket", "2026-08-30", Map.of("phase", "OPENED", "subjectKey", "T2", "severity", 4));
    signal("SURVEY", "nps", "2026-03-01", Map.of("value", 3));
    signal("SURVEY", "nps", "2026-08-01", Map.of("value", 9));
    signal("SURVEY", "csat", "2026-08-02", Map.of("value", 2));
    signal("MENTION", "case_study", "2026-07-01", Map.of("sentiment", 0.8));
    api().get(path()).then().statusCode(200)
        .body(
            "evidence.sentence",
            hasItems(
                "Hours per report: from 10 to 7 h, target 4 (50% of the way).",
                "Single sign-on: delivered 10 of 10 expected, a must-have.",
                "Reports in the last 90 days: 150, after 100 in the 90 days before (+50%).",
                "1 ticket solved in the last 365 days, half of them within 24 hours.",
                "Last answer to nps: 9.",
                "Spoke up for us: case study."))
        .body("evidence[0].sourceId", equalTo(measurement))
        .body("evidence[0].at", equalTo("2026-04-01T00:00:00Z"))
        .body("evidence[0].source", equalTo("survey"))
        .body("evidence[1].source", equalTo("manual"))
        .body("evidence[2].source", equalTo("desk"))
        .body("evidence[2].sourceId", notNullValue())
        .body("against.sentence", hasItems("1 ticket is still open, 1 of them severe.", "Last answer to csat: 2."))
        .body("missing.sentence", hasItem("Hours per report: the follow-up due on 2026-07-01 was not asked."))
        .body("criteriaState", equalTo("MET"));
    sourcesOfTickets();
    // then nothing of that was known
    api().get(path() + "?knownAt=2026-05-01T00:00:00Z").then().statusCode(200)
        .body("asOf", equalTo("2026-05-01T00:00:00Z"))
        .body("evidence", org.hamcrest.Matchers.empty())
        .body("missing.topic", hasItem("USAGE"));
    api().accept("text/markdown").get(path()).then().statusCode(200)
        .contentType(containsString("text/markdown"))
        .body(startsWith("# Acme \\*Ltd\\*\n"))
        .body(containsString("## What speaks for it"))
        .body(containsString("(50% of the way). *(2026-04-01, survey)*"))
        .body(containsString("still open, 1 of them severe. *(2026-08-30, desk)*"))
        .body(not(containsString("null")));
    as(tenant.readOnlyApiKey()).get(path()).then().statusCode(200);
  }

  /** Of many, the newest fact of each kind. */
  private void sourcesOfTickets() {
    String closing = api().get("/v1/signals?customerId=" + customer + "&occurredFrom=2026-05-02T00:00:00Z&occurredTo=2026-05-03T00:00:00Z").path("items[0].id");
    String opening = api().get("/v1/signals?customerId=" + customer + "&occurredFrom=2026-08-30T00:00:00Z").path("items[0].id");
    api().get(path()).then()
        .body("evidence.find { it.topic == 'SUPPORT' }.sourceId", equalTo(closing))
        .body("evidence.find { it.topic == 'SUPPORT' }.at", equalTo("2026-05-02T09:00:00Z"))
        .body("evidence.find { it.topic == 'SUPPORT' }.source", equalTo("desk"))
        .body("against.find { it.topic == 'SUPPORT' }.sourceId", equalTo(opening))
        .body("against.find { it.topic == 'SUPPORT' }.source", equalTo("desk"));
  }

  @Test
  void whatIsComputedIsNotAskedFor() {
    Map<String, Object> metric = new HashMap<>();
    metric.putAll(Map.of("customerId", customer, "name", "Reports", "direction", "HIGHER_IS_BETTER", "definedBy", "US", "baseline", 10));
    metric.put("formula", Map.of("aggregation", "SUM", "type", "reports", "windowDays", 30));
    post("/v1/success-metrics", metric);
    metric.put("name", "Reports as told");
    metric.remove("formula");
    post("/v1/success-metrics", metric);
    clock.set(Instant.parse("2026-09-01T09:00:00Z"));
    signal("USAGE", "reports", "2026-08-20", Map.of("value", 15));
    api().get(path()).then().statusCode(200)
        .body("evidence.sentence", hasItem("Reports: from 10 to 15."))
        .body("missing.sentence", hasItem("Reports as told: the follow-up due on 2026-07-10 was not asked."))
        .body("missing.sentence", not(hasItem(startsWith("Reports: the follow-up"))));
  }

  /** As the list of tickets tells them. */
  @Test
  void ticketsAreOpenAndSevereAsWhereTheyAreListed() {
    clock.set(Instant.parse("2026-09-01T09:00:00Z"));
    signal("TICKET", "ticket", "2026-05-01", Map.of("phase", "OPENED", "subjectKey", "REOPENED", "severity", 2));
    signal("TICKET", "ticket", "2026-05-03", Map.of("phase", "CLOSED", "subjectKey", "REOPENED"));
    signal("TICKET", "ticket", "2026-08-20", Map.of("phase", "OPENED", "subjectKey", "REOPENED"));
    signal("TICKET", "ticket", "2025-07-01", Map.of("phase", "OPENED", "subjectKey", "OLD", "severity", 4));
    signal("TICKET", "ticket", "2026-06-01", Map.of("phase", "OPENED", "subjectKey", "EASED", "severity", 4));
    signal("TICKET", "ticket", "2026-06-02", Map.of("phase", "UPDATED", "subjectKey", "EASED", "severity", 1));
    signal("TICKET", "ticket", "2025-06-01", Map.of("phase", "OPENED", "subjectKey", "LONG", "severity", 4));
    signal("TICKET", "ticket", "2026-02-01", Map.of("phase", "CLOSED", "subjectKey", "LONG"));
    signal("TICKET", "ticket", "2025-06-01", Map.of("phase", "OPENED", "subjectKey", "FORGOTTEN"));
    signal("TICKET", "ticket", "2025-06-02", Map.of("phase", "CLOSED", "subjectKey", "FORGOTTEN"));
    api().get("/v1/tickets?state=OPEN&customerId=" + customer).then().body("items.subjectKey", containsInAnyOrder("REOPENED", "OLD", "EASED"));
    api().get(path()).then().statusCode(200)
        .body("evidence.sentence", hasItem("1 ticket solved in the last 365 days, half of them within 5880 hours."))
        .body("against.sentence", hasItem("3 tickets are still open, 1 of them severe."))
        .body("against.find { it.topic == 'SUPPORT' }.figures.opened", equalTo(2))
        .body("against.find { it.topic == 'SUPPORT' }.at", equalTo("2026-08-20T09:00:00Z"));
    clock.set(Instant.parse("2026-09-02T09:00:00Z"));
    signal("TICKET", "ticket", "2026-09-01", Map.of("phase", "CLOSED", "subjectKey", "REOPENED"));
    api().get(path()).then().body("against.sentence", hasItem("2 tickets are still open, 1 of them severe."));
  }

  @Test
  void advocacyIsWhatCountsAsAdvocacy() {
    clock.set(Instant.parse("2026-09-01T09:00:00Z"));
    signal("ADVOCACY", "reference_call", "2026-07-10", Map.of("channel", "phone"));
    signal("ADVOCACY", "spoke_at_our_conference", "2026-07-09", Map.of());
    signal("MENTION", "speaking", "2026-07-08", Map.of());
    signal("MENTION", "forum_post", "2026-07-07", Map.of("sentiment", -0.5));
    signal("MENTION", "forum_post", "2026-07-06", Map.of()); // says nothing
    signal("USAGE", "referral", "2026-07-05", Map.of("value", 1)); // the name of a feature
    api().get(path()).then().statusCode(200)
        .body(
            "evidence.findAll { it.topic == 'ADVOCACY' }.sentence",
            contains(
                "Spoke up for us: reference call by phone.", "Spoke up for us: spoke at our conference.", "Spoke up for us: speaking."))
        .body("evidence.findAll { it.topic == 'ADVOCACY' }.source", contains("desk", "desk", "desk"))
        .body("against.findAll { it.topic == 'ADVOCACY' }.sentence", contains("Spoke badly of us: forum post."));
    api().get("/v1/customers/" + customer + "/advocacy").then().body("acts", equalTo(3));
  }
}
