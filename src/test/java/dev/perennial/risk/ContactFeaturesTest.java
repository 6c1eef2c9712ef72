package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gaps in contact, bursts of contact with competitors, and signals by an attribute's value, as features of scores; over HTTP. */
@QuarkusTest
class ContactFeaturesTest extends RiskApiTest {
  private static final List<Map<String, Object>> FEATURES =
      List.of(
          gap("gap_100", 100), gap("gap_62", 62), gap("gap_30", 30),
          feature("silence_30", "BOOLEAN", "TWO_WAY_SILENCE", Map.of("windowDays", 30)),
          feature("never_nps", "BOOLEAN", "SURVEY_NEVER_ANSWERED", Map.of("signalType", "nps")),
          feature("never_nps_30", "BOOLEAN", "SURVEY_NEVER_ANSWERED", Map.of("signalType", "nps", "windowDays", 30)),
          feature("burst", "BOOLEAN", "COMPETITOR_BURST", Map.of("windowDays", 30)),
          feature("burst_rivals", "BOOLEAN", "COMPETITOR_BURST", Map.of("windowDays", 30, "signalType", "rival_seen")),
          feature("trials", "NUMERIC", "COUNT", trial(Map.of("signalType", "plan_changed", "windowDays", 30))),
          feature("trial", "BOOLEAN", "OCCURRED", trial(Map.of("windowDays", 30))),
          feature("since_trial", "NUMERIC", "DAYS_SINCE", trial(Map.of())),
          feature(
              "odd", "NUMERIC", "COUNT",
              Map.of("signalKind", "EVENT", "windowDays", 30, "attribute", "a'b\"; --", "attributeValue", "'; DROP TABLE x; --")),
          feature("fives", "NUMERIC", "COUNT", Map.of("signalKind", "EVENT", "windowDays", 30, "attribute", "seats", "attributeValue", "5")));

  /** The clock goes on between setting it and what is received. */
  private static final double A_MINUTE = 1 / 1440.0;

  @Inject FeatureLoader loader;
  @Inject ModelService models;

  private String product;
  private String other;
  private String customer;
  private UUID renewal;
  private String set;
  private String model;
  private int number;

  private static Map<String, Object> gap(String code, int days) {
    return feature(code, "NUMERIC", "LONGEST_GAP_DAYS", Map.of("windowDays", days));
  }

  private static Map<String, Object> trial(Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.putAll(Map.of("signalKind", "EVENT", "attribute", "plan", "attributeValue", "trial"));
    return fields;
  }

  private static Map<String, Object> feature(String code, String type, String measure, Map<String, Object> more) {
    Map<String, Object> feature = new HashMap<>(more);
    feature.putAll(Map.of("code", code, "label", "Label of " + code, "group", "RELATIONSHIP", "type", type, "measure", measure));
    return feature;
  }

  @BeforeEach
  void aRenewalAndAModel() {
    day("2026-01-01");
    product = create("/v1/products", Map.of("code", "core", "name", "Core"));
    other = create("/v1/customers", Map.of("name", "Other"));
    customer = create("/v1/customers", Map.of("name", "Acme"));
    renewal = contract(customer, "2026-01-01");
    set = create("/v1/feature-sets", Map.of("code", "contacts", "features", FEATURES));
    List<Map<String, Object>> terms = new ArrayList<>();
    terms.add(
        Map.of(
            "feature", "gap_100", "oddsRatio", 1.5, "per", 30, "reference", 10, "strength", 0.3, "unitLabel", "day|days",
            "sentenceUp", "Nobody spoke to anybody for {value}"));
    terms.add(Map.of("feature", "burst", "oddsRatio", 3, "strength", 0.3));
    terms.add(Map.of("feature", "trials", "oddsRatio", 2, "strength", 0.3, "sentenceUp", "Went back to a trial: {value}", "unitLabel", "time|times"));
    model =
        create(
            "/v1/scoring-models",
            Map.of("code", "contacts", "featureSetId", set, "baseRate", 0.2, "baseRateStrength", 0.3, "terms", terms));
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T00:00:00Z"));
  }

  private String create(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private UUID contract(String of, String start) {
    Map<String, Object> line = Map.of("productId", product, "quantity", 1, "unitPrice", "10.00", "amountPeriod", "MONTH");
    create("/v1/contracts", Map.of("customerId", of, "startDate", start, "termMonths", 12, "lines", List.of(line)));
    return UUID.fromString(api().get("/v1/renewals?customerId=" + of).then().statusCode(200).extract().path("items[0].id"));
  }

  private void contact(String of, String id, String occurred) {
    signal(of, id, "INTERACTION", "call", occurred, Map.of("direction", "OUTBOUND"));
  }

  private void competitor(String kind, String type, String occurred) {
    signal(customer, "c" + number++, kind, type, occurred, Map.of());
  }

  private void event(String of, String type, String occurred, Map<String, Object> attributes) {
    signal(of, "e" + number++, "EVENT", type, occurred, Map.of("attributes", attributes));
  }

  private void signal(String of, String id, String kind, String type, String occurred, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(
        Map.of("source", "app", "sourceId", id, "customer", of, "kind", kind, "type", type, "occurredAt", occurred + "T00:00:00Z"));
    api().body(body).post("/v1/signals").then().statusCode(201);
  }

  /** The score as of a day, made anew; with a cut-off of its own for each renewal, the same is read. */
  private JsonPath at(UUID of, String date) {
    Instant time = Instant.parse(date + "T00:00:00Z");
    run(Map.of("asOf", time.toString(), "modelId", model, "renewalIds", List.of(of.toString())));
    JsonPath list = api().get("/v1/renewals/" + of + "/risk-scores").then().statusCode(200).extract().jsonPath();
    JsonPath score = score(list.getString("items.find { it.asOf == '" + time + "' }.id"));
    FeatureSet features = models(() -> models.features(UUID.fromString(set)));
    FeatureVector each = portfolio.in(id(), () -> loader.load(features, new UUID[] {of}, new Instant[] {time})).vector(0);
    for (int index = 0; index < features.size(); index++) {
      assertEquals(score.getString("features[" + index + "].state"), each.state(index).name());
      Double value = score.get("features[" + index + "].value") == null ? null : score.getDouble("features[" + index + "].value");
      assertEquals(value == null ? Double.NaN : value, each.value(index), features.feature(index).code());
    }
    return score;
  }

  private <T> T models(java.util.function.Supplier<T> work) {
    return portfolio.in(id(), work);
  }

  private JsonPath at(String date) {
    return at(renewal, date);
  }

  private static String state(JsonPath score, String feature) {
    return score.getString("features.find { it.feature == '" + feature + "' }.state");
  }

  private static double value(JsonPath score, String feature) {
    assertEquals("VALUE", state(score, feature), feature);
    return score.getDouble("features.find { it.feature == '" + feature + "' }.value");
  }

  /** The engagement's longest gap of the term so far. */
  private void longestGap(String date, double days) {
    JsonPath engagement =
        api().get("/v1/customers/" + customer + "/engagement?knownAt=" + date + "T00:00:00Z").then().statusCode(200).extract().jsonPath();
    assertEquals("2026-01-01", engagement.getString("longestGap.termFrom"));
    assertEquals(days, engagement.getDouble("longestGap.days"), A_MINUTE);
  }

  @Test
  void theLongestGapIsLaidOverTheWindowAndWhatCouldBeKnown() {
    JsonPath unknown = at("2026-01-01");
    assertEquals("NOT_CONNECTED", state(unknown, "gap_100"));
    assertEquals("NOT_CONNECTED", state(unknown, "silence_30"));
    day("2026-01-11");
    contact(other, "o", "2026-01-10"); // the source is connected
    day("2026-01-31");
    JsonPath silent = at("2026-01-31");
    assertEquals(20, value(silent, "gap_100"), A_MINUTE); // nobody could have told before
    longestGap("2026-01-31", 20);
    assertEquals(20, value(silent, "gap_30"), A_MINUTE);
    assertEquals(1, value(silent, "silence_30"));

    day("2026-03-01");
    contact(customer, "a", "2026-02-01"); // both known late
    contact(customer, "b", "2026-02-21");
    JsonPath late = at("2026-02-25");
    assertEquals(45, value(late, "gap_100"), A_MINUTE);
    longestGap("2026-02-25", 45);
    assertEquals(30, value(late, "gap_30"), A_MINUTE); // never longer than its window

    day("2026-03-02");
    JsonPath known = at("2026-03-02");
    assertEquals(21, value(known, "gap_100"), A_MINUTE); // from 11 January to 1 February
    longestGap("2026-03-02", 21);
    assertEquals(20, value(known, "gap_30"), A_MINUTE); // the window began on 31 January
    assertEquals(0, value(known, "silence_30"));

    day("2026-03-03");
    contact(customer, "z", "2025-12-01"); // from before the source
    day("2026-03-04");
    JsonPath earlier = at("2026-03-04");
    assertEquals(62, value(earlier, "gap_100"), A_MINUTE); // from 1 December to 1 February
    assertEquals(31, value(earlier, "gap_62"), A_MINUTE); // from 1 January
    longestGap("2026-03-04", 31); // the term began on 1 January too

    signal(customer, "b", "INTERACTION", "call", "2026-02-21", Map.of("revision", 1, "retracted", true));
    day("2026-03-06");
    JsonPath retracted = at("2026-03-06");
    assertEquals(62, value(retracted, "gap_100"), A_MINUTE);
    assertEquals(33, value(retracted, "gap_62"), A_MINUTE); // open: nobody since 1 February
    assertEquals(30, value(retracted, "gap_30"), A_MINUTE);
    assertEquals(45, value(at("2026-02-25"), "gap_100"), A_MINUTE, "what was known later changed the past");
    assertEquals(21, value(at("2026-03-02"), "gap_100"), A_MINUTE);
  }

  @Test
  void aNewCustomerIsNotBlamedForTheTimeBeforeIt() {
    contact(other, "o", "2026-01-01");
    day("2026-03-01");
    String fresh = create("/v1/customers", Map.of("name", "Fresh"));
    UUID renewals = contract(fresh, "2026-03-01");
    day("2026-03-06");
    assertEquals(5, value(at(renewals, "2026-03-06"), "gap_100"), A_MINUTE);
    assertEquals(64, value(at("2026-03-06"), "gap_100"), A_MINUTE);
    contact(fresh, "f", "2026-02-14"); // from before the contract
    day("2026-03-07");
    JsonPath score = at(renewals, "2026-03-07");
    assertEquals(21, value(score, "gap_100"), A_MINUTE);
    assertEquals(5, value(at(renewals, "2026-03-06"), "gap_100"), A_MINUTE);
  }

  @Test
  void contactsOfADuplicateCountFromItsMergeOn() {
    contact(other, "o", "2026-01-01");
    String duplicate = create("/v1/customers", Map.of("name", "Acme Inc."));
    contract(duplicate, "2026-01-01");
    day("2026-02-10");
    contact(duplicate, "d", "2026-02-09");
    day("2026-03-01");
    api().body(Map.of("into", customer)).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    day("2026-03-02");
    assertEquals(39, value(at("2026-03-02"), "gap_100"), A_MINUTE); // from 1 January to 9 February
    assertEquals(58, value(at("2026-02-28"), "gap_100"), A_MINUTE); // not known to be the same yet
  }

  private void survey(String of, String id, String occurred, Map<String, Object> more) {
    signal(of, id, "SURVEY", "nps", occurred, more);
  }

  private void survey(String date, String state) {
    api()
        .get("/v1/customers/" + customer + "/surveys?knownAt=" + date + "T00:00:00Z")
        .then()
        .statusCode(200)
        .body("surveys.find { it.type == 'nps' }.state", equalTo(state));
  }

  /** Where somebody tells whom they asked, who was never asked is not said to never answer. */
  @Test
  void neverAnsweredIsSaidOfWhoWasAsked() {
    assertEquals("NOT_CONNECTED", state(at("2026-01-01"), "never_nps"));
    day("2026-01-11");
    survey(other, "answer", "2026-01-10", Map.of("value", 9));
    day("2026-01-20");
    assertEquals(1, value(at("2026-01-20"), "never_nps")); // nobody tells whom they ask
    day("2026-02-01");
    survey(other, "asked", "2026-01-31", Map.of());
    day("2026-02-02");
    assertEquals("SILENT", state(at("2026-02-02"), "never_nps"));
    survey("2026-02-02", "NEVER_ASKED");
    assertEquals(1, value(at("2026-01-20"), "never_nps"), "what was known later changed the past");
    day("2026-02-10");
    survey(customer, "ours", "2026-02-09", Map.of());
    day("2026-02-11");
    assertEquals(1, value(at("2026-02-11"), "never_nps"));
    assertEquals(1, value(at("2026-02-11"), "never_nps_30"));
    survey("2026-02-11", "NEVER_ANSWERED");
    day("2026-03-20");
    assertEquals(1, value(at("2026-03-20"), "never_nps"));
    assertEquals("SILENT", state(at("2026-03-20"), "never_nps_30")); // was not asked in these days
    survey(customer, "late", "2026-03-19", Map.of("value", 3));
    day("2026-03-21");
    JsonPath answered = at("2026-03-21");
    assertEquals(0, value(answered, "never_nps"));
    assertEquals(0, value(answered, "never_nps_30"));
    survey("2026-03-21", "ANSWERED");
    signal(customer, "ours", "SURVEY", "nps", "2026-02-09", Map.of("revision", 1, "retracted", true));
    signal(customer, "late", "SURVEY", "nps", "2026-03-19", Map.of("revision", 1, "retracted", true));
    day("2026-03-22");
    assertEquals("SILENT", state(at("2026-03-22"), "never_nps"));
  }

  @Test
  void burstsAreThoseOfTheListAsOfTheCutOff() {
    assertEquals("NOT_CONNECTED", state(at("2026-01-01"), "burst"));
    event(other, "competitor_contact", "2026-01-01", Map.of());
    event(other, "rival_seen", "2026-01-01", Map.of());
    day("2026-03-01");
    assertEquals(0, value(at("2026-03-01"), "burst")); // none is no burst, however little is known
    competitor("EVENT", "competitor_contact", "2026-02-20");
    competitor("USAGE", "competitor_contact", "2026-02-20"); // of another kind
    day("2026-03-02");
    JsonPath early = at("2026-03-02");
    assertEquals("SILENT", state(early, "burst")); // 30 days of baseline, 90 are needed
    assertEquals(0, value(early, "burst_rivals"));
    verdict("2026-03-02", "INSUFFICIENT_BASELINE");

    day("2026-10-26");
    competitor("MENTION", "competitor_mention", "2026-10-10");
    competitor("EVENT", "competitor_connection", "2026-10-15");
    day("2026-10-28");
    assertEquals(0, value(at("2026-10-28"), "burst")); // two in 30 days after one in 270: chance brings as many in 1.8%
    verdict("2026-10-28", "USUAL");
    day("2026-10-30");
    competitor("EVENT", "competitor_contact", "2026-10-20"); // known late
    for (int rival = 0; rival < 2; rival++) {
      competitor("MENTION", "rival_seen", "2026-10-2" + rival);
    }
    day("2026-10-31");
    JsonPath burst = at("2026-10-31");
    assertEquals(1, value(burst, "burst")); // three: in 0.2%
    assertEquals(1, value(burst, "burst_rivals")); // two after none in 273 days
    verdict("2026-10-31", "BURST");
    assertEquals(0, value(at("2026-10-28"), "burst"), "what was known later changed the past");
  }

  private void verdict(String day, String expected) {
    api()
        .get("/v1/competitor-bursts?knownAt=" + day + "T00:00:00Z")
        .then()
        .statusCode(200)
        .body("items.find { it.customerName == 'Acme' }.verdict", equalTo(expected));
  }

  @Test
  void signalsCountByTheValueOfAnAttribute() {
    event(other, "plan_changed", "2026-01-01", Map.of("plan", "trial"));
    day("2026-02-02");
    JsonPath none = at("2026-02-02");
    assertEquals(0, value(none, "trials"));
    assertEquals("SILENT", state(none, "since_trial"));
    day("2026-02-10");
    event(customer, "plan_changed", "2026-02-02", Map.of("plan", "trial"));
    event(customer, "plan_changed", "2026-02-03", Map.of("plan", "pro", "seats", 5));
    event(customer, "plan_changed", "2026-02-04", Map.of("plan", "Trial", "seats", 50));
    event(customer, "plan_changed", "2026-02-05", Map.of("seats", "5"));
    event(customer, "signed_up", "2026-02-06", Map.of("plan", "trial"));
    event(customer, "signed_up", "2026-01-01", Map.of("a'b\"; --", "'; DROP TABLE x; --"));
    signal(customer, "u", "USAGE", "plan_changed", "2026-02-09", Map.of("attributes", Map.of("plan", "trial")));
    day("2026-02-11");
    assertEquals(0, value(at("2026-02-10"), "trials"), "nothing was known before the 10th");
    JsonPath some = at("2026-02-11");
    assertEquals(1, value(some, "trials"));
    assertEquals(5, value(some, "since_trial")); // whatever the type
    assertEquals(1, value(some, "trial"));
    assertEquals(0, value(some, "odd")); // out of the window
    assertEquals(2, value(some, "fives")); // as text: the number and the text
    day("2026-02-12");
    event(customer, "plan_changed", "2026-02-08", Map.of("plan", "trial", "a'b\"; --", "'; DROP TABLE x; --")); // known late
    day("2026-02-13");
    assertEquals(2, value(at("2026-02-13"), "trials"));
    assertEquals(1, value(at("2026-02-13"), "odd"));
    assertEquals(1, value(at("2026-02-11"), "trials"), "what was known later changed the past");
    day("2026-03-15");
    JsonPath later = at("2026-03-15");
    assertEquals(0, value(later, "trials"));
    assertEquals(0, value(later, "trial"));
    assertEquals(35, value(later, "since_trial"));
  }

  @Test
  void peopleReadSentencesAndSupposeThings() {
    contact(other, "o", "2026-01-01");
    event(other, "competitor_contact", "2026-01-01", Map.of());
    day("2026-06-01");
    for (int i = 0; i < 3; i++) {
      competitor("EVENT", "competitor_contact", "2026-05-2" + i);
    }
    event(customer, "plan_changed", "2026-05-30", Map.of("plan", "trial"));
    api().post("/v1/scoring-models/" + model + "/activate").then().statusCode(200);
    run(Map.of());
    JsonPath score = score(scores(renewal).getFirst());
    assertEquals(
        List.of("Nobody spoke to anybody for 100 days", "Label of burst: yes", "Went back to a trial: 1 time"),
        score.getList("reasons.sentence"));
    Map<String, Object> changes = new HashMap<>(Map.of("burst", false, "gap_100", 10, "trials", 0));
    api()
        .body(Map.of("renewalId", renewal, "changes", changes))
        .post("/v1/risk-scores/what-if")
        .then()
        .statusCode(200)
        .body("supposed.probability", equalTo(0.2f))
        .body("lines.find { it.feature == 'burst' }.before", equalTo("yes"))
        .body("lines.find { it.feature == 'gap_100' }.before", equalTo("100 days"));
    changes.put("gap_100", null);
    api()
        .body(Map.of("renewalId", renewal, "changes", changes))
        .post("/v1/risk-scores/what-if")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/changes/gap_100"));

    day("2026-12-30");
    api()
        .body(Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "PRICE"))))
        .post("/v1/renewals/" + renewal + "/outcome")
        .then()
        .statusCode(200);
    api()
        .body(Map.of("sample", Map.of("renewals", List.of(renewal.toString()))))
        .post("/v1/feature-sets/" + set + "/preview")
        .then()
        .statusCode(200)
        .body("rows", equalTo(1))
        .body("features.find { it.feature == 'gap_100' }.median", equalTo(100f))
        .body("features.find { it.feature == 'burst' }.valueRate", equalTo(1f))
        .body("features.find { it.feature == 'burst_rivals' }.notConnectedRate", equalTo(1f))
        .body("features.find { it.feature == 'since_trial' }.maximum", equalTo(155f));
  }

  @Test
  void whatAFeatureMustSayIsChecked() {
    List<Map<String, Object>> wrong =
        List.of(
            feature("a", "NUMERIC", "LONGEST_GAP_DAYS", Map.of()),
            feature("b", "NUMERIC", "LONGEST_GAP_DAYS", Map.of("windowDays", 30, "direction", "INBOUND")),
            feature("c", "NUMERIC", "COMPETITOR_BURST", Map.of("windowDays", 0)),
            feature("d", "NUMERIC", "COUNT", Map.of("signalKind", "EVENT", "windowDays", 30, "attribute", "plan")),
            feature("e", "NUMERIC", "COUNT", Map.of("signalKind", "EVENT", "windowDays", 30, "attributeValue", "trial")),
            feature(
                "f", "NUMERIC", "SUM",
                Map.of("signalKind", "EVENT", "windowDays", 30, "attribute", "plan", "attributeValue", "trial")),
            feature("g", "BOOLEAN", "OCCURRED", trial(Map.of("windowDays", 30, "attributeValue", " "))));
    api()
        .body(Map.of("code", "wrong", "features", wrong))
        .post("/v1/feature-sets")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            contains(
                "/features/0/windowDays", "/features/1/direction", "/features/2/type", "/features/2/windowDays",
                "/features/3/attributeValue", "/features/4/attribute", "/features/5/attributeValue"))
        .body("errors[4].detail", containsString("required beside attribute"));
    api()
        .get("/v1/feature-sets/" + set)
        .then()
        .statusCode(200)
        .body("features.find { it.code == 'trials' }.attributeValue", equalTo("trial"))
        .body("features.find { it.code == 'burst' }.attributeValue", nullValue());
  }
}
