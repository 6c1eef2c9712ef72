package dev.perennial.engagement;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence in both directions, cadence, and whether we may contact a customer. */
@QuarkusTest
class EngagementTest extends ApiTest {
  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));

  private Facts facts;
  private String customer;

  @BeforeEach
  void aCustomer() {
    clock.set(Instant.parse("2026-06-01T12:00:00Z"));
    facts = new Facts(tenant.apiKey());
    customer = facts.customer("Acme", Map.of());
    clock.set(Instant.parse("2026-11-21T12:00:00Z"));
  }

  private ValidatableResponse engagement(String parameters) {
    return api().config(DOUBLES).get("/v1/customers/" + customer + "/engagement" + parameters).then();
  }

  private void contact(String id, String at, String direction, Map<String, Object> more) {
    Map<String, Object> fields = new java.util.HashMap<>(more);
    fields.put("direction", direction);
    facts.signal(customer, "INTERACTION", "email", id, at, fields);
  }

  @Test
  void silenceIsNotTheAbsenceOfData() {
    engagement("").statusCode(200).body("state", equalTo("NOT_CONNECTED")).body("silentDays", nullValue());
    String other = facts.customer("Other", Map.of());
    facts.signal(other, "INTERACTION", "call", "o", "2026-11-20T12:00:00Z", Map.of());
    engagement("").body("state", equalTo("NO_CONTACT")).body("silentDays", is(0));
    clock.set(Instant.parse("2026-11-30T13:00:00Z"));
    String fresh = facts.customer("Fresh", Map.of());
    engagement("").body("silentDays", is(9));
    api().get("/v1/customers/" + fresh + "/engagement").then().body("state", equalTo("NO_CONTACT")).body("silentDays", is(0));
    api().get("/v1/engagement?sort=-silentSince&limit=1").then().body("items.customerId", contains(fresh)).body("items.silentDays", contains(0));
    clock.set(Instant.parse("2026-11-21T12:00:00Z"));
    contact("a", "2026-08-01T12:00:00Z", "OUTBOUND", Map.of());
    engagement("")
        .body("state", equalTo("SILENT"))
        .body("silentDays", is(112))
        .body("lastOutboundAt", equalTo("2026-08-01T12:00:00Z"))
        .body("lastInboundAt", nullValue());
    contact("b", "2026-11-01T12:00:00Z", "INBOUND", Map.of());
    engagement("").body("state", equalTo("IN_CONTACT")).body("silentDays", is(20));
    engagement("?silentDays=20").body("state", equalTo("SILENT"));
    engagement("?silentDays=0").statusCode(400).body("errors[0].parameter", equalTo("silentDays"));
    as(tenant.readOnlyApiKey()).get("/v1/customers/" + tenant.id() + "/engagement").then().statusCode(404);
  }

  @Test
  void cadenceSentimentAndPeople() {
    String ada = facts.contact(customer, "Ada", "CHAMPION");
    String bob = facts.contact(customer, "Bob");
    contact("a", "2026-07-01T12:00:00Z", "INBOUND", Map.of("sentiment", 0.8));
    contact("b", "2026-11-01T12:00:00Z", "INBOUND", Map.of("sentiment", -0.2, "contactId", ada, "participants", List.of(ada, bob)));
    contact("c", "2026-11-11T12:00:00Z", "OUTBOUND", Map.of("sentiment", 0.2, "participants", List.of(bob)));
    engagement("")
        .body("cadence.now.all", closeTo(2.0 / 3, 1e-9))
        .body("cadence.now.outbound", closeTo(1.0 / 3, 1e-9))
        .body("cadence.before.inbound", closeTo(1.0 / 3, 1e-9))
        .body("sentiment.mean", closeTo(0, 1e-9))
        .body("sentiment.meanBefore", closeTo(0.8, 1e-9))
        .body("sentiment.change", closeTo(-0.8, 1e-9))
        .body("sentiment.slopePerMonth", notNullValue())
        .body("participants.contactId", contains(bob, ada))
        .body("participants.contacts", contains(2, 1));
    api().get("/v1/signals?source=test&sourceId=b").then().body("items[0].participants", hasSize(2));
  }

  @Test
  void participantsAreContactsOfOurs() {
    Map<String, Object> signal =
        Map.of(
            "source", "t", "sourceId", "1", "customer", customer, "kind", "INTERACTION", "type", "call", "occurredAt",
            "2026-11-01T12:00:00Z", "participants", List.of(customer));
    api().body(signal).post("/v1/signals").then().statusCode(404).body("errors[0].pointer", equalTo("/participants/0"));
    Map<String, Object> usage = new java.util.HashMap<>(signal);
    usage.put("kind", "USAGE");
    api().body(usage).post("/v1/signals").then().statusCode(400).body("errors[0].pointer", equalTo("/participants"));
    api().get("/v1/signals").then().body("items", empty());
  }

  @Test
  void longestGapOfTheTerm() {
    String product = api().body(Map.of("code", "P", "name", "P")).post("/v1/products").then().extract().path("id");
    api()
        .body(
            Map.of(
                "customerId", customer, "startDate", "2026-01-01", "termMonths", 12, "lines",
                List.of(Map.of("productId", product, "unitPrice", "10.00", "amountPeriod", "MONTH"))))
        .post("/v1/contracts")
        .then()
        .statusCode(201);
    contact("old", "2025-06-01T00:00:00Z", "INBOUND", Map.of());
    contact("a", "2026-02-01T00:00:00Z", "INBOUND", Map.of());
    contact("b", "2026-09-01T00:00:00Z", "INBOUND", Map.of());
    engagement("")
        .body("longestGap.termFrom", equalTo("2026-01-01"))
        .body("longestGap.termTo", equalTo("2026-12-31"))
        .body("longestGap.from", equalTo("2026-02-01T00:00:00Z"))
        .body("longestGap.to", equalTo("2026-09-01T00:00:00Z"))
        .body("longestGap.days", closeTo(212, 1e-9));
  }

  /** Each extension begins a term, and one that is agreed ahead has not begun yet. */
  @Test
  void theTermOfTodayOfAContractThatWasExtended() {
    String product = api().body(Map.of("code", "P", "name", "P")).post("/v1/products").then().extract().path("id");
    api()
        .body(
            Map.of(
                "customerId", customer, "startDate", "2026-01-01", "termMonths", 12, "lines",
                List.of(Map.of("productId", product, "unitPrice", "10.00", "amountPeriod", "MONTH"))))
        .post("/v1/contracts")
        .then()
        .statusCode(201);
    contact("a", "2026-02-01T00:00:00Z", "INBOUND", Map.of());
    contact("b", "2026-11-01T00:00:00Z", "INBOUND", Map.of());
    String renewal = api().get("/v1/renewals?customerId=" + customer).then().extract().path("items[0].id");
    api().body(Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"))).post("/v1/renewals/" + renewal + "/outcome")
        .then().statusCode(200);
    clock.set(Instant.parse("2026-12-10T00:00:00Z"));
    engagement("")
        .body("longestGap.termFrom", equalTo("2026-01-01"))
        .body("longestGap.termTo", equalTo("2026-12-31"))
        .body("longestGap.from", equalTo("2026-02-01T00:00:00Z"));
    clock.set(Instant.parse("2027-02-10T00:00:00Z"));
    engagement("")
        .body("longestGap.termFrom", equalTo("2027-01-01"))
        .body("longestGap.termTo", equalTo("2027-12-31"))
        .body("longestGap.from", equalTo("2027-01-01T00:00:00Z"))
        .body("longestGap.days", closeTo(40, 0.001));
  }

  /** The source is connected in the middle of the term: of what was before, nothing is known. */
  @Test
  void noGapBeginsBeforeAnybodyCouldTell() {
    String product = api().body(Map.of("code", "P", "name", "P")).post("/v1/products").then().extract().path("id");
    String contract =
        api()
            .body(
                Map.of(
                    "customerId", customer, "startDate", "2026-01-01", "termMonths", 12, "lines",
                    List.of(Map.of("productId", product, "unitPrice", "10.00", "amountPeriod", "MONTH"))))
            .post("/v1/contracts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    engagement("").body("longestGap", nullValue());
    String other = facts.customer("Other", Map.of());
    facts.signal(other, "INTERACTION", "call", "o", "2026-11-01T12:00:00Z", Map.of());
    clock.set(Instant.parse("2026-12-01T12:00:00Z"));
    engagement("")
        .body("longestGap.contractId", equalTo(contract))
        .body("longestGap.from", startsWith("2026-11-21T12:00:"))
        .body("longestGap.days", closeTo(10, 0.001));
    contact("late", "2026-11-10T12:00:00Z", "INBOUND", Map.of()); // known from before the source was connected
    engagement("").body("longestGap.from", equalTo("2026-11-10T12:00:00Z")).body("longestGap.days", closeTo(21, 0.001));
  }

  @Test
  void theCapAndTheDateDecideWhetherWeMayContact() {
    contact("a", "2026-11-10T12:00:00Z", "OUTBOUND", Map.of());
    contact("b", "2026-11-15T12:00:00Z", "OUTBOUND", Map.of());
    engagement("").body("contact.mayContact", is(true)).body("contact.reasons", empty());
    patch().body("{\"contactCap\":{\"maxContacts\":2,\"days\":30}}").patch("/v1/settings").then().statusCode(200)
        .body("contactCap.days", is(30));
    engagement("")
        .body("contact.mayContact", is(false))
        .body("contact.reasons.code", contains("CONTACT_CAP"))
        .body("contact.outboundInCap", is(2))
        .body("contact.nextAllowedAt", equalTo("2026-12-10T12:00:00Z"));
    patch().body("{\"doNotContactUntilDate\":\"2027-01-05\"}").patch("/v1/customers/" + customer).then().statusCode(200);
    engagement("")
        .body("contact.reasons.code", contains("DO_NOT_CONTACT", "CONTACT_CAP"))
        .body("contact.nextAllowedAt", equalTo("2027-01-05T00:00:00Z"));
    engagement("?knownAt=2026-11-16T00:00:00Z").body("contact.mayContact", is(true));
    api().get("/v1/customers?doNotContact=true").then().body("items.id", contains(customer));
    api().get("/v1/customers?doNotContact=false").then().body("items", empty());
    String ada = facts.contact(customer, "Ada");
    patch().body("{\"doNotContactUntilDate\":\"2027-02-01\"}").patch("/v1/contacts/" + ada).then().statusCode(200);
    engagement("").body("contact.restrictedContacts.contactId", contains(ada));
    patch().body("{\"contactCap\":{\"maxContacts\":0,\"days\":30}}").patch("/v1/settings").then().statusCode(400);
  }

  @Test
  void theWorklistOfTheSilent() {
    api().get("/v1/engagement?silentDays=90").then().statusCode(200).body("items", empty());
    api().get("/v1/engagement").then().body("items.state", contains("NOT_CONNECTED"));
    String other = facts.customer("Other", Map.of("tier", "GOLD"));
    contact("a", "2026-05-01T12:00:00Z", "INBOUND", Map.of());
    facts.signal(other, "INTERACTION", "call", "o", "2026-08-01T12:00:00Z", Map.of());
    api()
        .get("/v1/engagement?silentDays=90")
        .then()
        .body("items.customerId", contains(customer, other))
        .body("items.silentDays", contains(204, 112))
        .body("items.state", contains("SILENT", "SILENT"));
    String next = api().get("/v1/engagement?silentDays=90&limit=1").then().extract().path("nextCursor");
    api().get("/v1/engagement?silentDays=90&limit=1&cursor=" + next).then().body("items.customerId", contains(other));
    api().get("/v1/engagement?silentDays=90&tier=GOLD").then().body("items.customerId", contains(other));
    api().get("/v1/engagement?silentDays=150").then().body("items.customerId", contains(customer));
    api().get("/v1/engagement?silentDays=x").then().statusCode(400);
  }
}
