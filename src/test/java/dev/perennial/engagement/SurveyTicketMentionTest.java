package dev.perennial.engagement;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Survey metrics, tickets, advocacy and bursts, read from facts. */
@QuarkusTest
class SurveyTicketMentionTest extends ApiTest {
  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));

  private Facts facts;
  private String customer;

  @BeforeEach
  void aCustomer() {
    clock.set(Instant.parse("2024-06-01T12:00:00Z"));
    facts = new Facts(tenant.apiKey());
    customer = facts.customer("Acme", Map.of("tier", "GOLD"));
    clock.set(Instant.parse("2026-11-21T12:00:00Z"));
  }

  private ValidatableResponse read(String path) {
    return api().config(DOUBLES).get(path).then().statusCode(200);
  }

  private void answer(String type, String id, String at, double value, Map<String, Object> more) {
    Map<String, Object> fields = new java.util.HashMap<>(more);
    fields.put("value", value);
    facts.signal(customer, "SURVEY", type, id, at, fields);
  }

  @Test
  void netPromoterScoreByDefinition() {
    read("/v1/survey-metrics").body("connected", is(false)).body("total.value", nullValue());
    String ada = facts.contact(customer, "Ada", "CHAMPION", "USER");
    String bob = facts.contact(customer, "Bob");
    answer("nps", "1", "2026-03-01T00:00:00Z", 3, Map.of("contactId", ada));
    answer("nps", "2", "2026-09-01T00:00:00Z", 10, Map.of("contactId", ada));
    answer("nps", "3", "2026-09-02T00:00:00Z", 6, Map.of("contactId", bob));
    answer("nps", "4", "2026-09-03T00:00:00Z", 9, Map.of());
    answer("nps", "5", "2026-09-03T00:00:00Z", 11, Map.of());
    // By hand: n=3, p=2/3, d=1/3; se=sqrt((p+d-(p-d)^2)/n)=0.5443311
    read("/v1/survey-metrics?groupBy=TIER")
        .body("connected", is(true))
        .body("outOfScale", is(1))
        .body("total.answers", is(3))
        .body("total.top", is(2))
        .body("total.bottom", is(1))
        .body("total.value", closeTo(100.0 / 3, 1e-9))
        .body("total.lowerBound", closeTo(-73.3536, 1e-3))
        .body("groups.key", contains("GOLD"));
    read("/v1/survey-metrics?responses=ALL").body("total.answers", is(4)).body("total.value", closeTo(0, 1e-9));
    read("/v1/survey-metrics?groupBy=ROLE").body("groups.key", contains("CHAMPION", "USER", null));
    read("/v1/survey-metrics?groupBy=MONTH&responses=ALL").body("groups.key", contains("2026-03", "2026-09"));
    read("/v1/survey-metrics?to=2026-09-01T00:00:00Z").body("total.value", closeTo(-100, 1e-9));
    api().get("/v1/survey-metrics?metric=HAPPINESS").then().statusCode(400).body("errors[0].parameter", equalTo("metric"));
    api().get("/v1/survey-metrics?from=2026-09-01T00:00:00Z&to=2026-09-01T00:00:00Z").then().statusCode(400);
  }

  @Test
  void satisfactionAndEffort() {
    double[] satisfaction = {5, 4, 3, 4};
    double[] effort = {2, 4, 6};
    for (int i = 0; i < satisfaction.length; i++) {
      answer("csat", "c" + i, "2026-09-0" + (i + 1) + "T00:00:00Z", satisfaction[i], Map.of());
    }
    for (int i = 0; i < effort.length; i++) {
      answer("ces", "e" + i, "2026-09-0" + (i + 1) + "T00:00:00Z", effort[i], Map.of());
    }
    // Wilson interval of 3 of 4, 95%: 0.30064 to 0.95441, from its closed form
    read("/v1/survey-metrics?metric=CSAT&responses=ALL")
        .body("total.value", closeTo(0.75, 1e-9))
        .body("total.lowerBound", closeTo(0.30064, 1e-4))
        .body("total.upperBound", closeTo(0.95441, 1e-4));
    read("/v1/survey-metrics?metric=CES&responses=ALL")
        .body("total.value", closeTo(4, 1e-9))
        .body("total.lowerBound", closeTo(4 - 1.959964 * 2 / Math.sqrt(3), 1e-5));
  }

  @Test
  void neverAnsweredIsAFact() {
    String path = "/v1/customers/" + customer + "/surveys";
    read(path).body("surveys.type", contains("ces", "csat", "nps")).body("surveys[2].state", equalTo("NOT_CONNECTED"));
    String other = facts.customer("Other", Map.of());
    facts.signal(other, "SURVEY", "nps", "o", "2026-09-01T00:00:00Z", Map.of("value", 9));
    read(path).body("surveys[2].state", equalTo("NEVER_ASKED"));
    String ada = facts.contact(customer, "Ada");
    facts.signal(customer, "SURVEY", "nps", "asked", "2026-09-02T00:00:00Z", Map.of("contactId", ada));
    read(path)
        .body("surveys[2].state", equalTo("NEVER_ANSWERED"))
        .body("surveys[2].asked", is(1))
        .body("surveys[2].unansweredContactIds", contains(ada));
    answer("nps", "1", "2026-09-03T00:00:00Z", 6, Map.of("contactId", ada));
    answer("nps", "2", "2026-10-03T00:00:00Z", 9, Map.of("contactId", ada));
    read(path)
        .body("surveys[2].state", equalTo("ANSWERED"))
        .body("surveys[2].last.value", is(9.0))
        .body("surveys[2].change", is(3.0))
        .body("surveys[2].unansweredContactIds", hasSize(0));
    api().get("/v1/customers/" + tenant.id() + "/surveys").then().statusCode(404);
  }

  private void ticket(String key, String phase, String at, Map<String, Object> more) {
    Map<String, Object> fields = new java.util.HashMap<>(more);
    fields.put("phase", phase);
    fields.put("subjectKey", key);
    facts.signal(customer, "TICKET", "bug", key + phase + at, at, fields);
  }

  @Test
  void ticketsFollowFromTheirFacts() {
    ticket("T1", "OPENED", "2026-11-01T12:00:00Z", Map.of("severity", 2));
    ticket("T1", "UPDATED", "2026-11-05T12:00:00Z", Map.of("severity", 4));
    ticket("T2", "OPENED", "2026-10-01T12:00:00Z", Map.of("severity", 1));
    ticket("T2", "CLOSED", "2026-10-05T12:00:00Z", Map.of());
    facts.signal(customer, "TICKET", "bug", "loose", "2026-10-05T12:00:00Z", Map.of());
    read("/v1/tickets")
        .body("items.subjectKey", contains("T1", "T2"))
        .body("items.state", contains("OPEN", "CLOSED"))
        .body("items.severity", contains(4, 1))
        .body("items.ageDays", contains(20, 4));
    String next = read("/v1/tickets?limit=1").extract().path("nextCursor");
    read("/v1/tickets?limit=1&cursor=" + next).body("items.subjectKey", contains("T2"));
    read("/v1/tickets?state=OPEN&customerId=" + customer).body("items.subjectKey", contains("T1"));
    read("/v1/tickets?minSeverity=3&sort=-severity").body("items.subjectKey", contains("T1"));
    read("/v1/tickets?olderThanDays=30").body("items.subjectKey", contains("T2"));
    read("/v1/tickets?customerId=" + tenant.id()).body("items", hasSize(0));
    api().get("/v1/tickets?state=LOST").then().statusCode(400);
    read("/v1/tickets/summary?groupBy=CUSTOMER")
        .body("connected", is(true))
        .body("withoutSubject", is(1))
        .body("total.open", is(1))
        .body("total.severe", is(1))
        .body("total.ageing", is(1))
        .body("total.closed", is(1))
        .body("total.medianDaysToClose", is(4.0))
        .body("groups[0].label", equalTo("Acme"));
    read("/v1/tickets/summary?groupBy=SEVERITY").body("groups.key", contains("4", "1"));
    read("/v1/tickets/summary").body("groups.key", contains("GOLD"));
    ticket("T2", "OPENED", "2026-11-20T12:00:00Z", Map.of());
    read("/v1/tickets?state=OPEN").body("items.ageDays", contains(1, 20));
  }

  @Test
  void advocacyIsCounted() {
    String path = "/v1/customers/" + customer + "/advocacy";
    read(path).body("state", equalTo("NOT_CONNECTED"));
    facts.signal(customer, "MENTION", "tweet", "m", "2026-10-01T12:00:00Z", Map.of("sentiment", 0.5));
    read(path).body("state", equalTo("NONE")).body("mentions.meanSentiment", is(0.5));
    facts.signal(customer, "MENTION", "review", "r", "2026-10-02T12:00:00Z", Map.of());
    facts.signal(customer, "ADVOCACY", "reference_given", "a", "2025-10-02T12:00:00Z", Map.of());
    read(path)
        .body("state", equalTo("ADVOCATE"))
        .body("acts", is(2))
        .body("actsLastYear", is(1))
        .body("lastActAt", equalTo("2026-10-02T12:00:00Z"))
        .body("types.type", contains("reference_given", "review"))
        .body("mentions.count", is(1));
  }

  @Test
  void burstsAgainstTheCustomersOwnBaseline() {
    read("/v1/competitor-bursts").body("connected", is(false)).body("items", hasSize(0));
    String steady = facts.customer("Steady", Map.of());
    LocalDate first = LocalDate.of(2025, 11, 1);
    for (int month = 0; month < 12; month++) {
      facts.signal(steady, "EVENT", "competitor_contact", "s" + month, first.plusMonths(month) + "T00:00:00Z", Map.of());
    }
    facts.signal(steady, "EVENT", "competitor_contact", "s", "2026-11-10T00:00:00Z", Map.of());
    facts.signal(customer, "EVENT", "competitor_contact", "c0", "2025-11-10T00:00:00Z", Map.of());
    for (int day = 1; day < 5; day++) {
      facts.signal(customer, "MENTION", "competitor_mention", "c" + day, "2026-11-1" + day + "T00:00:00Z", Map.of());
    }
    String fresh = facts.customer("Fresh", Map.of());
    facts.signal(fresh, "EVENT", "competitor_contact", "f", "2026-11-19T00:00:00Z", Map.of());
    read("/v1/competitor-bursts")
        .body("items.customerName", contains("Acme", "Steady", "Fresh"))
        .body("items.verdict", contains("BURST", "USUAL", "INSUFFICIENT_BASELINE"))
        .body("tested", is(2))
        .body("bursts", is(1))
        .body("insufficientBaseline", is(1))
        .body("parameters.windowDays", is(30))
        .body("items[2].probability", nullValue());
    api().get("/v1/competitor-bursts?level=2&windowDays=0").then().statusCode(400).body("errors", hasSize(2));
  }

  @Test
  void laterKnowledgeChangesNothingAsOfEarlier() {
    String ada = facts.contact(customer, "Ada");
    facts.signal(customer, "INTERACTION", "call", "i", "2026-11-01T12:00:00Z", Map.of("direction", "OUTBOUND"));
    answer("nps", "1", "2026-11-01T12:00:00Z", 9, Map.of("contactId", ada));
    ticket("T1", "OPENED", "2026-11-01T12:00:00Z", Map.of());
    facts.signal(customer, "ADVOCACY", "review", "a", "2026-11-01T12:00:00Z", Map.of());
    facts.signal(customer, "EVENT", "competitor_contact", "c", "2026-11-01T12:00:00Z", Map.of());
    clock.set(Instant.parse("2026-11-23T12:00:00Z"));
    List<String> paths =
        List.of(
            "/v1/customers/" + customer + "/engagement", "/v1/customers/" + customer + "/surveys",
            "/v1/customers/" + customer + "/advocacy", "/v1/tickets", "/v1/tickets/summary", "/v1/survey-metrics",
            "/v1/competitor-bursts");
    String then = "?knownAt=2026-11-22T00:00:00Z";
    List<String> before = paths.stream().map(path -> read(path + then).extract().asString()).toList();
    facts.signal(customer, "INTERACTION", "call", "i2", "2026-11-10T12:00:00Z", Map.of("direction", "OUTBOUND", "participants", List.of(ada)));
    facts.signal(customer, "INTERACTION", "call", "i", "2026-10-01T12:00:00Z", Map.of("revision", 1, "direction", "INBOUND"));
    answer("nps", "1", "2026-11-01T12:00:00Z", 2, Map.of("revision", 1));
    answer("nps", "2", "2026-11-20T12:00:00Z", 1, Map.of("contactId", ada));
    ticket("T1", "CLOSED", "2026-11-10T12:00:00Z", Map.of());
    facts.signal(customer, "ADVOCACY", "referral", "a2", "2026-11-10T12:00:00Z", Map.of());
    facts.signal(customer, "EVENT", "competitor_contact", "c2", "2026-11-10T12:00:00Z", Map.of());
    patch().body("{\"tier\":\"LEAD\",\"doNotContactUntilDate\":\"2027-01-01\"}").patch("/v1/customers/" + customer);
    patch().body("{\"contactCap\":{\"maxContacts\":1,\"days\":90}}").patch("/v1/settings");
    org.junit.jupiter.api.Assertions.assertEquals(
        before, paths.stream().map(path -> read(path + then).extract().asString()).toList());
    org.junit.jupiter.api.Assertions.assertNotEquals(
        before, paths.stream().map(path -> read(path).extract().asString()).toList());
  }
}
