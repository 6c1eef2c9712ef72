package dev.perennial.triggerevent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.signal.CustomerRows;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trigger events over HTTP: catalogue, stored once, corrected, announced, listed as of a time, customers found by them. */
@QuarkusTest
class TriggerEventTest extends ApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Inject CustomerRows rows;

  private UUID acme;
  private UUID bolt;

  @BeforeEach
  void customers() {
    acme = rows.customer(tenant.id(), "acme");
    bolt = rows.customer(tenant.id(), "bolt");
    clock.set(NOW);
  }

  private static Map<String, Object> event(String sourceId, UUID customer, String type, String occurredAt) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("source", "news");
    fields.put("sourceId", sourceId);
    fields.put("customer", customer.toString());
    fields.put("type", type);
    fields.put("occurredAt", occurredAt);
    return fields;
  }

  private ValidatableResponse post(Map<String, Object> fields) {
    return api().body(fields).post("/v1/trigger-events").then();
  }

  private void stored(Map<String, Object> fields) {
    post(fields).statusCode(201);
  }

  private int count(String parameters) {
    return api().get("/v1/trigger-events" + parameters).then().statusCode(200).extract().jsonPath().getList("items").size();
  }

  private ValidatableResponse customers(String parameters) {
    return api().get("/v1/customers?sort=name&" + parameters).then().statusCode(200);
  }

  @Test
  void theCatalogueStartsFilledAndGrows() {
    api().get("/v1/trigger-event-types").then().statusCode(200)
        .body("items.code", hasItems("champion_left", "funding_round", "price_increase", "acquisition", "outage", "layoffs"));
    Map<String, Object> type =
        Map.of("label", "Moved abroad", "expectedDirection", "UNKNOWN", "windowDays", 90, "mayBeAnnounced", true);
    api().body(type).put("/v1/trigger-event-types/moved_abroad").then().statusCode(201)
        .body("active", equalTo(true)).body("decisionRelated", equalTo(false));
    api().get("/v1/trigger-event-types/moved_abroad").then().statusCode(200).body("label", equalTo("Moved abroad"));
    api().get("/v1/trigger-event-types/nothing_such").then().statusCode(404);
    api().body(type).put("/v1/trigger-event-types/Moved-Abroad").then().statusCode(400).body("code", notNullValue());
    readOnly().body(type).put("/v1/trigger-event-types/moved_abroad").then().statusCode(403);
    api().get("/v1/events?types=trigger_event_type.stored").then().statusCode(200);
  }

  @Test
  void sentTwiceItIsStoredOnceAndCorrectedByARevision() {
    Map<String, Object> fields = event("a-1", acme, "funding_round", "2026-11-20T08:00:00Z");
    fields.put("customer", Map.of("source", "crm", "externalId", "acme"));
    fields.put("attributes", Map.of("amount", 12_000_000, "currency", "EUR"));
    post(fields).statusCode(201).body("stored", equalTo(true)).body("triggerEvent.customerId", equalTo(acme.toString()))
        .body("triggerEvent.knownAt", notNullValue()).body("triggerEvent.detectedBy", nullValue());
    post(fields).statusCode(200).body("stored", equalTo(false));
    fields.put("revision", 1);
    fields.put("customer", bolt.toString());
    post(fields).statusCode(201);
    api().get("/v1/trigger-events").then().statusCode(200).body("items.customerId", contains(bolt.toString()));
    fields.put("revision", 2);
    fields.put("retracted", true);
    post(fields).statusCode(201);
    assertEquals(0, count(""));
    assertEquals(3, count("?revisions=all"));
    assertEquals(2, Integer.parseInt(rows.read(tenant.id(), "SELECT count(*) FROM app.rescore_mark WHERE tenant_id = :tenant", acme)));
  }

  @Test
  void whatCannotBeIsRefusedAndNothingIsStored() {
    refused(event("b-1", acme, "nothing_such", "2026-11-20T08:00:00Z"), 400, "/type");
    refused(event("b-2", acme, "funding_round", "2026-12-20T08:00:00Z"), 400, "/occurredAt");
    refused(event("b-3", UUID.randomUUID(), "funding_round", "2026-11-20T08:00:00Z"), 404, "/customer");
    Map<String, Object> reserved = event("b-4", acme, "funding_round", "2026-11-20T08:00:00Z");
    reserved.put("source", "detection");
    refused(reserved, 400, "/source");
    Map<String, Object> contact = event("b-5", acme, "champion_left", "2026-11-20T08:00:00Z");
    contact.put("contactId", UUID.randomUUID().toString());
    refused(contact, 404, "/contactId");
    TenantService.NewTenant other = tenants.create("other", "EUR");
    refused(event("b-6", rows.customer(other.id(), "theirs"), "funding_round", "2026-11-20T08:00:00Z"), 404, "/customer");
    readOnly().body(event("b-7", acme, "funding_round", "2026-11-20T08:00:00Z")).post("/v1/trigger-events").then().statusCode(403);
    assertEquals(0, count("?revisions=all"));
  }

  private void refused(Map<String, Object> fields, int status, String pointer) {
    post(fields).statusCode(status).contentType(containsString("application/problem+json")).body("errors.pointer", contains(pointer));
  }

  @Test
  void inBulkGoodItemsLandUnlessAllOrNothingIsAskedFor() {
    List<Map<String, Object>> items =
        List.of(
            event("c-1", acme, "funding_round", "2026-11-20T08:00:00Z"),
            event("c-2", acme, "nothing_such", "2026-11-20T08:00:00Z"),
            event("c-1", acme, "funding_round", "2026-11-20T08:00:00Z"));
    api().body(Map.of("items", items)).post("/v1/trigger-events/bulk?atomic=true").then().statusCode(400)
        .body("errors.pointer", contains("/items/1/type"));
    assertEquals(0, count(""));
    api().body(Map.of("items", items)).post("/v1/trigger-events/bulk").then().statusCode(207)
        .body("items.status", contains(201, 400, 200));
    assertEquals(1, count(""));
    api().body(Map.of("items", items)).post("/v1/trigger-events/bulk").then().statusCode(207)
        .body("items.status", contains(200, 400, 200));
  }

  @Test
  void listsAreFilteredAndPaged() {
    stored(event("d-1", acme, "funding_round", "2026-11-18T08:00:00Z"));
    stored(event("d-2", acme, "layoffs", "2026-11-19T08:00:00Z"));
    stored(event("d-3", bolt, "layoffs", "2026-11-20T08:00:00Z"));
    assertEquals(2, count("?customerId=" + acme));
    assertEquals(2, count("?type=layoffs"));
    assertEquals(1, count("?type=layoffs&occurredFrom=2026-11-20T00:00:00Z"));
    assertEquals(0, count("?detected=true"));
    assertEquals(3, count("?detected=false"));
    assertEquals(1, count("?source=news&sourceId=d-2"));
    api().get("/v1/trigger-events?sourceId=d-2").then().statusCode(400);
    String cursor = api().get("/v1/trigger-events?limit=2").then().statusCode(200)
        .body("items.sourceId", contains("d-3", "d-2")).extract().path("nextCursor");
    api().get("/v1/trigger-events?limit=2&cursor=" + cursor).then().statusCode(200).body("items.sourceId", contains("d-1"));
  }

  @Test
  void segmentsOfTheLastAndTheNextDays() {
    stored(event("e-1", acme, "champion_left", "2026-10-01T08:00:00Z"));
    stored(event("e-2", bolt, "price_increase", "2026-12-10T00:00:00Z"));
    customers("event=champion_left&eventWithinDays=90").body("items.name", contains("acme"));
    customers("event=champion_left&eventWithinDays=30").body("items", hasSize(0));
    customers("event=champion_left").body("items.name", contains("acme"));
    customers("event=price_increase&eventNextDays=30").body("items.name", contains("bolt"));
    customers("event=price_increase&eventNextDays=10").body("items", hasSize(0));
    customers("event=price_increase").body("items", hasSize(0));
    customers("event=champion_left,price_increase&eventWithinDays=90&eventNextDays=30").body("items.name", contains("acme", "bolt"));
    customers("event=champion_left&eventWithinDays=90&tier=NONE").body("items", hasSize(0));
    api().get("/v1/customers?eventWithinDays=30").then().statusCode(400).body("errors.parameter", contains("event"));
    api().get("/v1/customers?event=x&eventNextDays=0").then().statusCode(400).body("errors.parameter", contains("eventNextDays"));
    api().get("/v1/renewals?event=champion_left&eventWithinDays=90").then().statusCode(200).body("items", hasSize(0));
    api().get("/v1/renewals/summary?event=champion_left").then().statusCode(200);
  }

  @Test
  void aTimelineAndASegmentKnowOnlyWhatWasKnownThen() {
    UUID known = UUID.fromString(api().body(Map.of("name", "Known")).post("/v1/customers").then().extract().path("id"));
    stored(event("f-1", known, "champion_left", "2026-11-20T08:00:00Z"));
    clock.set(NOW.plusSeconds(86_400));
    Map<String, Object> gone = event("f-1", known, "champion_left", "2026-11-20T08:00:00Z");
    gone.put("revision", 1);
    gone.put("retracted", true);
    stored(gone);
    String before = "knownAt=" + NOW.plusSeconds(3_600);
    assertEquals(0, count(""));
    assertEquals(1, count("?" + before));
    customers("event=champion_left&eventWithinDays=30").body("items", hasSize(0));
    String timeline = "/v1/customers/" + known + "/timeline?kinds=TRIGGER_EVENT";
    api().get(timeline).then().statusCode(200).body("items", hasSize(0));
    api().get(timeline + "&" + before).then().statusCode(200)
        .body("items.title", hasItem("Trigger event: champion left")).body("items.type", contains("champion_left"));
  }

  @Test
  void aSegmentAsOfATimeGoesByCustomersOfThatTime() {
    String id = api().body(Map.of("name", "Known")).post("/v1/customers").then().statusCode(201).extract().path("id");
    stored(event("g-1", UUID.fromString(id), "champion_left", "2026-11-20T08:00:00Z"));
    clock.set(NOW.plusSeconds(600));
    customers("event=champion_left&eventWithinDays=30&knownAt=" + NOW.plusSeconds(300)).body("items.id", contains(id));
    customers("event=champion_left&eventWithinDays=30&knownAt=" + NOW.minusSeconds(300)).body("items", hasSize(0));
  }

  /** The event was told of the duplicate; after the merge it is its survivor's, at any time from then on, and not before. */
  @Test
  void aSegmentAsOfATimeFollowsTheMergesOfThatTime() {
    String survivor = api().body(Map.of("name", "Acme Holding")).post("/v1/customers").then().statusCode(201).extract().path("id");
    String duplicate = api().body(Map.of("name", "ACME Inc")).post("/v1/customers").then().statusCode(201).extract().path("id");
    stored(event("m-1", UUID.fromString(duplicate), "champion_left", "2026-11-20T08:00:00Z"));
    clock.set(NOW.plusSeconds(600));
    api().body(Map.of("into", survivor)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    clock.set(NOW.plusSeconds(1_200));
    String segment = "event=champion_left&eventWithinDays=30";
    customers(segment).body("items.id", contains(survivor));
    customers(segment + "&knownAt=" + NOW.plusSeconds(1_200)).body("items.id", contains(survivor));
    customers(segment + "&knownAt=" + NOW.plusSeconds(300)).body("items.id", contains(duplicate));
    api().post("/v1/customers/" + duplicate + "/unmerge").then().statusCode(200);
    clock.set(NOW.plusSeconds(1_800));
    customers(segment + "&knownAt=" + NOW.plusSeconds(1_800)).body("items.id", contains(duplicate));
    customers(segment + "&knownAt=" + NOW.plusSeconds(900)).body("items.id", contains(survivor));
  }
}
