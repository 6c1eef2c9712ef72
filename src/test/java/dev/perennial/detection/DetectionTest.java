package dev.perennial.detection;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules over HTTP: each kind detects, once; late and corrected signals; versions; dry runs. */
@QuarkusTest
class DetectionTest extends ApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String YEAR_AGO = "2025-11-21T00:00:00Z";

  @Inject CustomerRows rows;
  @Inject DetectionWork work;

  private UUID acme;
  private UUID bolt;
  private int number;

  @BeforeEach
  void customers() {
    clock.set(NOW);
    acme = rows.customer(tenant.id(), "acme");
    bolt = rows.customer(tenant.id(), "bolt");
  }

  private static Map<String, Object> rule(String kind, int coolDown, int window, Map<String, Object> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.put("label", "A rule");
    rule.put("kind", kind);
    rule.put("triggerEventType", "expansion");
    rule.put("coolDownDays", coolDown);
    rule.put("windowDays", window);
    rule.put("effectiveFrom", YEAR_AGO);
    return rule;
  }

  /** Makes the rule, or replaces what there is. */
  private ValidatableResponse store(String code, Map<String, Object> rule) {
    Response found = api().get("/v1/detection-rules/" + code);
    return found.statusCode() == 404
        ? api().body(rule).put("/v1/detection-rules/" + code).then().statusCode(201)
        : api().header("If-Match", found.header("ETag")).body(rule).put("/v1/detection-rules/" + code).then().statusCode(200);
  }

  private void put(Map<String, Object> rule) {
    store("mine", rule);
  }

  private static Map<String, Object> of(String kind, String type) {
    return Map.of("kind", kind, "type", type);
  }

  private Map<String, Object> signal(UUID customer, String kind, String type, double daysAgo) {
    Map<String, Object> fields = new HashMap<>(Map.of("source", "app", "sourceId", "s-" + ++number, "customer", customer.toString()));
    fields.put("kind", kind);
    fields.put("type", type);
    fields.put("occurredAt", ago(daysAgo).toString());
    fields.put("knownAt", ago(daysAgo).toString());
    return fields;
  }

  private static Instant ago(double days) {
    return NOW.minusSeconds((long) (days * 86_400));
  }

  private void send(List<Map<String, Object>> signals) {
    api().body(Map.of("items", signals)).post("/v1/signals/bulk").then().statusCode(207).body("items.status", not(hasItem(400)));
  }

  private void send(UUID customer, String kind, String type, double... daysAgo) {
    List<Map<String, Object>> signals = new ArrayList<>();
    for (double days : daysAgo) {
      signals.add(signal(customer, kind, type, days));
    }
    send(signals);
  }

  private List<String> detected() {
    work.run(tenant.id());
    return api().get("/v1/trigger-events?rule=mine&sort=occurredAt").then().statusCode(200).extract().jsonPath()
        .getList("items.occurredAt");
  }

  private List<String> times(double... daysAgo) {
    List<String> times = new ArrayList<>();
    for (double days : daysAgo) {
      times.add(ago(days).toString());
    }
    return times;
  }

  @Test
  void aThresholdIsDetectedOnceInItsCoolDownWithItsEvidence() {
    put(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 3)));
    send(acme, "TICKET", "bug", 40, 39, 38, 37, 36, 5, 4, 3);
    send(bolt, "TICKET", "bug", 40, 30, 20);
    assertEquals(times(38, 3), detected());
    assertEquals(times(38, 3), detected());
    api().get("/v1/trigger-events?detected=true&rule=mine").then().statusCode(200)
        .body("items[0].customerId", equalTo(acme.toString()))
        .body("items[0].detectedBy", equalTo("mine@1"))
        .body("items[0].type", equalTo("expansion"))
        .body("items[0].attributes.count", equalTo(3))
        .body("items[0].attributes.signals", hasSize(3))
        .body("items[0].knownAt", notNullValue());
    api().get("/v1/customers?event=expansion&eventWithinDays=30").then().statusCode(200).body("items.name", contains("acme"));
    api().get("/v1/customers/" + acme + "/timeline?kinds=TRIGGER_EVENT").then().statusCode(200)
        .body("items.title", hasItem("Trigger event: expansion, detected by mine@1"));
  }

  @Test
  void sumsAndMeansAreCompared() {
    put(rule("THRESHOLD", 10, 30, Map.of("signal", of("SURVEY", "nps"), "aggregate", "MEAN", "comparison", "AT_MOST", "limit", 5)));
    List<Map<String, Object>> answers = new ArrayList<>();
    for (double[] one : new double[][] {{90, 9}, {80, 3}, {50, 2}}) {
      Map<String, Object> answer = signal(acme, "SURVEY", "nps", one[0]);
      answer.put("value", one[1]);
      answers.add(answer);
    }
    send(answers);
    assertEquals(times(50), detected());
  }

  @Test
  void lateSignalsMoveADetectionAndCorrectionsTakeItBack() {
    put(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 3)));
    List<Map<String, Object>> tickets =
        List.of(signal(acme, "TICKET", "bug", 20), signal(acme, "TICKET", "bug", 19), signal(acme, "TICKET", "bug", 18));
    send(tickets);
    assertEquals(times(18), detected());
    send(acme, "TICKET", "bug", 21);
    assertEquals(times(19), detected());
    for (Map<String, Object> ticket : tickets.subList(0, 2)) {
      ticket.put("revision", 1);
      ticket.put("retracted", true);
    }
    send(tickets.subList(0, 2));
    assertEquals(List.of(), detected());
    send(acme, "TICKET", "bug", 19);
    assertEquals(times(18), detected());
    assertEquals(3 + 2 - 1, revisions());
  }

  private int revisions() {
    return api().get("/v1/trigger-events?rule=mine&revisions=all&limit=50").then().statusCode(200).extract().jsonPath()
        .getList("items").size() - 1;
  }

  @Test
  void aBurstIsHeldAgainstTheCustomersOwnPast() {
    UUID young = young();
    put(rule("BURST", 30, 7, Map.of("signal", of("MENTION", "competitor"), "limit", 3, "factor", 3, "baselineDays", 70)));
    for (int week = 2; week <= 10; week++) {
      send(bolt, "MENTION", "competitor", 7 * week, 7 * week + 1, 7 * week + 2);
    }
    send(young, "MENTION", "competitor", 60, 3, 2, 1);
    send(bolt, "MENTION", "competitor", 3, 2, 1);
    work.run(tenant.id());
    api().get("/v1/trigger-events?rule=mine").then().statusCode(200)
        .body("items.customerId", contains(young.toString()))
        .body("items[0].attributes.usual", equalTo((float) (7 / 52.0))); // a signal in 52 days on record
  }

  @Test
  void withoutAKnownPastNothingIsABurst() {
    UUID young = young();
    Map<String, Object> rule = rule("BURST", 30, 14, Map.of("signal", of("TICKET", "bug"), "limit", 4, "factor", 3, "baselineDays", 90));
    put(rule);
    send(bolt, "TICKET", "bug", 300);
    send(young, "TICKET", "bug", 5, 4, 3, 2);
    assertEquals(List.of(), detected());
    assertEquals(0, dryRun(rule));
    contract(young, LocalDate.parse("2026-09-25")); // 41 days before the window
    clock.set(NOW.plus(25, ChronoUnit.HOURS));
    assertEquals(List.of(), detected());
    assertEquals(0, dryRun(rule));
    contract(young, LocalDate.parse("2026-08-01"));
    clock.set(NOW.plus(50, ChronoUnit.HOURS));
    assertEquals(times(2), detected());
    assertEquals(List.of("2026-11-22T11:00:00Z"), known()); // with the contract that says so
    assertEquals(1, dryRun(rule));
  }

  @Test
  void aSourceThatIsNewBringsNoBurst() {
    Map<String, Object> rule = rule("BURST", 30, 14, Map.of("signal", of("TICKET", "bug"), "limit", 4, "factor", 3, "baselineDays", 90));
    put(rule);
    contract(LocalDate.parse("2025-01-01"));
    send(acme, "TICKET", "bug", 5, 4, 3, 2);
    assertEquals(List.of(), detected());
    assertEquals(0, dryRun(rule));
    send(bolt, "TICKET", "bug", 150);
    assertEquals(1, dryRun(rule));
    clock.set(NOW.plus(25, ChronoUnit.HOURS)); // nobody could tell before; asked again a day later
    assertEquals(times(2), detected());
  }

  /** A customer made now. */
  private UUID young() {
    return UUID.fromString(api().body(Map.of("name", "young")).post("/v1/customers").then().statusCode(201).extract().path("id"));
  }

  @Test
  void aDryRunCountsAllAndListsTheNewest() {
    double[] days = java.util.stream.IntStream.rangeClosed(1, 201).mapToDouble(day -> day).toArray();
    send(acme, "TICKET", "bug", days);
    send(bolt, "TICKET", "bug", 250);
    Map<String, Object> rule = rule("THRESHOLD", 1, 1, Map.of("signal", of("TICKET", "bug"), "limit", 1));
    api().body(Map.of("rule", rule)).post("/v1/detection-rules/dry-run").then().statusCode(200)
        .body("fired", equalTo(202)).body("customers", equalTo(2)).body("detections", hasSize(200))
        .body("detections[0].occurredAt", equalTo(ago(1).toString())).body("detections[199].occurredAt", equalTo(ago(200).toString()));
  }

  private int dryRun(Map<String, Object> rule) {
    return api().body(Map.of("rule", rule)).post("/v1/detection-rules/dry-run").then().statusCode(200).extract().path("fired");
  }

  @Test
  void silenceIsDetectedOnlyWhileTheSourceGoesOnTelling() {
    put(rule("SILENCE", 60, 30, Map.of("signal", Map.of("kind", "INTERACTION"))));
    send(acme, "INTERACTION", "call", 45);
    assertEquals(List.of(), detected());
    send(bolt, "INTERACTION", "call", 20, 5);
    clock.set(NOW.plus(2, ChronoUnit.DAYS)); // not told at first; asked again a day later
    assertEquals(times(15), detected());
    clock.set(NOW.plus(20, ChronoUnit.DAYS));
    assertEquals(times(15), detected());
    send(acme, "INTERACTION", "call", 40);
    assertEquals(times(10), detected());
    send(acme, "INTERACTION", "call", 12);
    assertEquals(List.of(), detected());
  }

  @Test
  void aDuplicateIsNotSilentWhileItsSurvivorTalks() {
    put(rule("SILENCE", 60, 30, Map.of("signal", Map.of("kind", "INTERACTION"))));
    UUID duplicate = young();
    send(duplicate, "INTERACTION", "call", 55);
    send(acme, "INTERACTION", "call", 60);
    api().body(Map.of("into", acme)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    send(bolt, "INTERACTION", "call", 15, 1); // the source goes on telling
    send(acme, "INTERACTION", "call", 31);
    assertEquals(times(1), detected());
    send(acme, "INTERACTION", "call", 20);
    assertEquals(List.of(), detected());
  }

  @Test
  void whoHasLeftIsNotSilent() {
    put(rule("SILENCE", 10, 30, Map.of("signal", Map.of("kind", "INTERACTION"))));
    String renewal = api().get("/v1/renewals?contractId=" + contract(LocalDate.parse("2025-03-01"))).then().extract().path("items[0].id");
    api().body(Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-01-20")).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(200);
    send(acme, "INTERACTION", "call", 320, 240); // silent on 2026-02-04, and in April when the contract has ended
    send(bolt, "INTERACTION", "call", 1);
    assertEquals(times(290), detected());
  }

  @Test
  void aSequenceComesInItsOrderAndInTime() {
    put(rule("SEQUENCE", 5, 30, Map.of("steps", List.of(of("EVENT", "a"), of("EVENT", "b"), of("EVENT", "c")))));
    send(acme, "EVENT", "c", 100, 70, 39);
    send(acme, "EVENT", "b", 90, 50);
    send(acme, "EVENT", "a", 95, 49, 60);
    assertEquals(times(70, 39), detected());
  }

  @Test
  void whatIsExpectedAndMissingIsDetected() {
    put(rule("MISSING_EXPECTED", 5, 14, Map.of("signal", of("INTERACTION", "kick_off"), "anchor", "SIGNAL", "anchorSignal", of("PURCHASE", "order"))));
    send(bolt, "INTERACTION", "kick_off", 200);
    send(acme, "PURCHASE", "order", 60, 30, 2);
    send(acme, "INTERACTION", "kick_off", 25);
    assertEquals(times(46), detected());
    clock.set(NOW.plus(13, ChronoUnit.DAYS));
    assertEquals(times(46, -12), detected());
    send(acme, "INTERACTION", "kick_off", 50);
    assertEquals(times(-12), detected());
  }

  @Test
  void aContractWithoutUseIsDetected() {
    put(rule("MISSING_EXPECTED", 5, 14, Map.of("signal", Map.of("kind", "USAGE"), "anchor", "CONTRACT_START")));
    send(bolt, "USAGE", "logins", 200);
    contract(LocalDate.parse("2026-11-01"));
    assertEquals(List.of("2026-11-15T00:00:00Z"), detected());
  }

  /** Since when what was detected is known; to the minute, as the clock runs on. */
  private List<String> known() {
    work.run(tenant.id());
    return api().get("/v1/trigger-events?rule=mine&sort=occurredAt").then().statusCode(200).extract().jsonPath()
        .getList("items.knownAt", String.class).stream()
        .map(time -> Instant.parse(time).truncatedTo(ChronoUnit.MINUTES).toString())
        .toList();
  }

  private void sendKnown(UUID customer, String kind, String type, double daysAgo, double knownDaysAgo) {
    Map<String, Object> signal = signal(customer, kind, type, daysAgo);
    signal.put("knownAt", ago(knownDaysAgo).toString());
    send(List.of(signal));
  }

  @Test
  void aContractStoredLateIsDetectedThenAndNotBefore() {
    put(rule("MISSING_EXPECTED", 5, 14, Map.of("signal", Map.of("kind", "USAGE"), "anchor", "CONTRACT_START")));
    send(bolt, "USAGE", "logins", 300);
    String contract = contract(LocalDate.parse("2026-03-01"));
    assertEquals(List.of(NOW.toString()), known());
    assertEquals(List.of("2026-03-15T00:00:00Z"), detected());
    api().get("/v1/trigger-events?rule=mine&knownAt=" + ago(1)).then().statusCode(200).body("items", hasSize(0));
    clock.set(NOW.plus(3, ChronoUnit.DAYS));
    patch().body(Map.of("noticeDays", 20)).patch("/v1/contracts/" + contract).then().statusCode(200);
    send(acme, "USAGE", "logins", 250.5); // looked at again: the contract has begun then since NOW, whatever else changed
    assertEquals(List.of(NOW.toString()), known());
  }

  @Test
  void aSilenceIsKnownWithItsLastContactAndWithWhatTheSourceTellsAfterIt() {
    put(rule("SILENCE", 10, 30, Map.of("signal", Map.of("kind", "INTERACTION"))));
    sendKnown(acme, "INTERACTION", "call", 150, 110);
    sendKnown(bolt, "INTERACTION", "call", 119, 119);
    assertEquals(times(120), detected());
    assertEquals(times(110), known());
    sendKnown(acme, "INTERACTION", "call", 60, 60);
    sendKnown(bolt, "INTERACTION", "call", 29, 8); // until then the wire may have been cut
    assertEquals(times(120, 89, 30), detected());
    assertEquals(times(110, 60, 8), known());
  }

  @Test
  void whatACorrectionLeavesSilentIsKnownWithTheCorrection() {
    put(rule("SILENCE", 60, 30, Map.of("signal", Map.of("kind", "INTERACTION"))));
    send(bolt, "INTERACTION", "call", 100, 70, 50, 30, 10);
    send(acme, "INTERACTION", "call", 100);
    Map<String, Object> wrong = signal(acme, "INTERACTION", "call", 80);
    send(List.of(wrong));
    assertEquals(times(50), known());
    wrong.put("revision", 1);
    wrong.put("retracted", true);
    wrong.put("knownAt", ago(10).toString());
    send(List.of(wrong));
    assertEquals(times(70), detected());
    assertEquals(times(10), known());
  }

  @Test
  void somethingMissingIsKnownWithItsAnchor() {
    put(rule("MISSING_EXPECTED", 5, 14, Map.of("signal", of("INTERACTION", "kick_off"), "anchor", "SIGNAL", "anchorSignal", of("PURCHASE", "order"))));
    send(bolt, "INTERACTION", "kick_off", 200);
    sendKnown(acme, "PURCHASE", "order", 60, 20);
    assertEquals(times(46), detected());
    assertEquals(times(20), known());
  }

  @Test
  void whatTheEndOfAnotherDetectionSetsFreeIsKnownWhenThatEnds() {
    put(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 2)));
    List<Map<String, Object>> tickets = List.of(signal(acme, "TICKET", "bug", 50), signal(acme, "TICKET", "bug", 49));
    send(tickets);
    send(acme, "TICKET", "bug", 31, 30);
    assertEquals(times(49), detected());
    Map<String, Object> wrong = tickets.getFirst();
    wrong.put("revision", 1);
    wrong.put("retracted", true);
    wrong.put("knownAt", ago(3).toString());
    send(List.of(wrong));
    assertEquals(times(30), detected());
    assertEquals(times(0), known());
    api().get("/v1/trigger-events?rule=mine&knownAt=" + ago(5)).then().statusCode(200).body("items.occurredAt", contains(ago(49).toString()));
  }

  private String contract(LocalDate start) {
    return contract(acme, start);
  }

  private String contract(UUID customer, LocalDate start) {
    String product = api().body(Map.of("code", "P" + ++number, "name", "Product")).post("/v1/products").then().statusCode(201).extract().path("id");
    Map<String, Object> line = Map.of("productId", product, "unitPrice", "10.00", "amountPeriod", "MONTH");
    return api()
        .body(Map.of("customerId", customer, "startDate", start.toString(), "termMonths", 12, "noticeDays", 30, "lines", List.of(line)))
        .post("/v1/contracts").then().statusCode(201).extract().path("id");
  }

  @Test
  void aDateIsDetectedOnceAndMovesWithIt() {
    String contract = contract(LocalDate.parse("2026-02-15"));
    put(rule("DATE_BASED", 1, 90, Map.of("renewalDate", "NOTICE_DEADLINE")));
    String deadline = api().get("/v1/renewals?contractId=" + contract).then().extract().path("items[0].decisionDeadlineDate");
    String expected = LocalDate.parse(deadline).minusDays(90) + "T00:00:00Z";
    assertEquals(List.of(expected), detected());
    api().get("/v1/trigger-events?rule=mine").then().statusCode(200).body("items[0].attributes.renewalId", notNullValue());
    patch().body(Map.of("noticeDays", 20)).patch("/v1/contracts/" + contract).then().statusCode(200);
    clock.set(NOW.plus(1, ChronoUnit.DAYS));
    assertEquals(List.of(LocalDate.parse(deadline).plusDays(10).minusDays(90) + "T00:00:00Z"), detected());
    patch().body(Map.of("noticeDays", 30)).patch("/v1/contracts/" + contract).then().statusCode(200);
    clock.set(NOW.plus(2, ChronoUnit.DAYS));
    assertEquals(List.of(expected), detected());
    assertEquals(times(-1), known()); // since then it is that day again
  }

  @Test
  void versionsFollowEachOtherAndNothingIsDetectedTwice() {
    put(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 3)));
    send(acme, "TICKET", "bug", 40, 39, 38, 5, 4);
    assertEquals(times(38), detected());
    put(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 2)));
    assertEquals(times(39, 4), detected());
    api().get("/v1/detection-rules/mine/versions").then().statusCode(200).body("items.version", contains(2, 1));
    api().get("/v1/detection-rules/mine").then().statusCode(200).body("version", equalTo(2)).body("active", equalTo(true));
    Map<String, Object> ended = rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 2));
    ended.put("active", false);
    ended.remove("effectiveFrom");
    store("mine", ended).body("active", equalTo(false)).body("version", equalTo(3));
    clock.set(NOW.plus(60, ChronoUnit.DAYS));
    send(acme, "TICKET", "bug", -50, -51);
    assertEquals(times(39, 4), detected());
  }

  @Test
  void aDryRunTellsWhatWouldHaveBeenAndStoresNothing() {
    send(acme, "TICKET", "bug", 100, 99, 98, 5, 4, 3);
    send(bolt, "TICKET", "bug", 98, 97, 96);
    Map<String, Object> rule = rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 3));
    api().body(Map.of("rule", rule)).post("/v1/detection-rules/dry-run").then().statusCode(200)
        .body("fired", equalTo(3)).body("customers", equalTo(2)).body("summary", containsString("3 times in 365 days, on 2 customers"))
        .body("detections.customerName", contains("acme", "bolt", "acme"))
        .body("byMonth.fired", contains(2, 1));
    readOnly().body(Map.of("rule", rule, "from", ago(30).toString())).post("/v1/detection-rules/dry-run").then().statusCode(200)
        .body("fired", equalTo(1));
    contract(LocalDate.parse("2026-02-15"));
    api().body(Map.of("rule", rule("DATE_BASED", 1, 90, Map.of("renewalDate", "NOTICE_DEADLINE"))))
        .post("/v1/detection-rules/dry-run").then().statusCode(200).body("fired", equalTo(1));
    work.run(tenant.id());
    api().get("/v1/trigger-events?type=expansion").then().statusCode(200).body("items", hasSize(0));
    api().body(Map.of("rule", rule, "from", NOW.toString(), "to", ago(1).toString())).post("/v1/detection-rules/dry-run").then()
        .statusCode(400).body("errors.pointer", contains("/from"));
  }

  @Test
  void aRuleThatCannotBeIsRefused() {
    refused(rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"))), "/limit");
    refused(rule("THRESHOLD", 30, 7, Map.of("signal", Map.of("minimumSeverity", 2), "limit", 1)), "/signal");
    refused(rule("SILENCE", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 1)), "/limit");
    refused(rule("SEQUENCE", 30, 7, Map.of("steps", List.of(of("TICKET", "bug")))), "/steps");
    refused(rule("MISSING_EXPECTED", 30, 7, Map.of("signal", of("TICKET", "bug"), "anchor", "SIGNAL")), "/anchorSignal");
    refused(rule("DATE_BASED", 30, 7, Map.of()), "/renewalDate");
    refused(rule("BURST", 0, 7, Map.of("signal", of("TICKET", "bug"), "limit", 1, "factor", 2, "baselineDays", 70)), "/coolDownDays");
    Map<String, Object> unknown = rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 1));
    unknown.put("triggerEventType", "nothing_such");
    refused(unknown, "/triggerEventType");
    api().get("/v1/detection-rules/mine").then().statusCode(404);
    api().get("/v1/detection-rules/mine/versions").then().statusCode(404);
    readOnly().body(unknown).put("/v1/detection-rules/mine").then().statusCode(403);
    api().get("/v1/detection-rules").then().statusCode(200).body("items.code", hasItem("ticket_burst"));
  }

  @Test
  void endingARuleIsAVersionSoThatNobodyStartsItAgainUnseen() {
    Map<String, Object> rule = rule("THRESHOLD", 30, 7, Map.of("signal", of("TICKET", "bug"), "limit", 2));
    store("mine", rule).body("version", equalTo(1));
    String seen = api().get("/v1/detection-rules/mine").header("ETag");
    Map<String, Object> ended = new HashMap<>(rule);
    ended.put("active", false);
    ended.remove("effectiveFrom");
    store("mine", ended).body("version", equalTo(2)).body("active", equalTo(false));
    api().header("If-Match", seen).body(rule).put("/v1/detection-rules/mine").then().statusCode(412);
    store("mine", ended).body("version", equalTo(2)); // the same again
  }

  private void refused(Map<String, Object> rule, String pointer) {
    api().body(rule).put("/v1/detection-rules/mine").then().statusCode(400).body("errors.pointer", contains(pointer));
    api().body(Map.of("rule", rule)).post("/v1/detection-rules/dry-run").then().statusCode(400)
        .body("errors.pointer", contains("/rule" + pointer));
  }
}
