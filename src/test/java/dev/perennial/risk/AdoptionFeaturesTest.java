package dev.perennial.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Utilisation, adoption and stagnation as features: what is read of a customer as of a time is what a score as of it sees. */
@QuarkusTest
class AdoptionFeaturesTest extends ApiTest {
  private static final double MONTH = 30.436875;

  private static final FeatureSet SET =
      new FeatureSet(
          "adoption", 1,
          List.of(
              feature("pace", Measure.UTILISATION_PACE, null, null), feature("pace_of_calls", Measure.UTILISATION_PACE, "calls", null),
              feature("progress", Measure.ADOPTION_PROGRESS, null, "onboarding"),
              feature("other", Measure.ADOPTION_PROGRESS, null, "no-such-path"),
              feature("months", Measure.STAGNATION_MONTHS, null, null)));

  @Inject FeatureLoader loader;
  @Inject Portfolio portfolio;
  private String product;
  private String customer;
  private String contract;
  private UUID renewal;
  private int number;

  private static FeatureDefinition feature(String code, Measure measure, String type, String attribute) {
    return new FeatureDefinition(
        code, "x", FeatureGroup.USAGE, measure.type(), measure, null, type, null, null, null, null, attribute, null, List.of());
  }

  @BeforeEach
  void stock() {
    day("2026-01-01");
    product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    customer = post("/v1/customers", Map.of("name", "Acme"));
    contract = contract("2026-01-01", "10.00");
    renewal = UUID.fromString(api().get("/v1/renewals?customerId=" + customer).then().statusCode(200).extract().path("items[0].id"));
    api()
        .body(
            Map.of(
                "name", "Onboarding", "strictOrder", true, "steps",
                List.of(
                    step("invite", Map.of("types", List.of("invited"), "minimumCount", 2), Map.of()),
                    step("report", Map.of("types", List.of("used"), "attribute", Map.of("name", "feature", "equals", "report")),
                        Map.of("withinDays", 20, "within", "PREVIOUS_STEP")),
                    step("volume", Map.of("types", List.of("calls", "seats"), "minimumValue", 10), Map.of("withinDays", 300)))))
        .put("/v1/adoption-paths/onboarding").then().statusCode(201);
    api()
        .body(Map.of("name", "Reports", "releaseDate", "2026-01-01", "predicate", Map.of("types", List.of("report_built"), "minimumCount", 2)))
        .put("/v1/product-features/reports").then().statusCode(201);
  }

  private static Map<String, Object> step(String code, Map<String, Object> predicate, Map<String, Object> more) {
    Map<String, Object> step = new HashMap<>(more);
    step.putAll(Map.of("code", code, "name", code, "predicate", predicate));
    return step;
  }

  private void day(String date) {
    clock.set(Instant.parse(date + "T00:00:00Z"));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String contract(String start, String monthly) {
    Map<String, Object> line = Map.of("productId", product, "quantity", 1, "unitPrice", monthly, "amountPeriod", "MONTH");
    return post("/v1/contracts", Map.of("customerId", customer, "startDate", start, "termMonths", 12, "lines", List.of(line)));
  }

  private void signal(String kind, String type, String date, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putAll(
        Map.of(
            "source", "app", "sourceId", "s" + number++, "customer", customer, "kind", kind, "type", type, "occurredAt",
            date + "T08:00:00Z"));
    api().body(body).post("/v1/signals").then().statusCode(201);
  }

  /** With one cut-off for all, and with one for each, the same; and the same as what is read of the customer. */
  private FeatureVector at(String date) {
    FeatureQuery query = FeatureQueryBuilder.compile(SET);
    Instant time = Instant.parse(date + "T00:00:00Z");
    UUID[] renewals = {renewal};
    FeatureVector one = portfolio.in(tenant.id(), () -> loader.load(query, renewals, time)).vector(0);
    FeatureVector each = portfolio.in(tenant.id(), () -> loader.load(query, renewals, new Instant[] {time})).vector(0);
    assertEquals(one, each);
    sameAsRead(one, time);
    return one;
  }

  private void sameAsRead(FeatureVector features, Instant time) {
    JsonPath utilisation = read("utilisation", time);
    List<Number> paces = utilisation.getList("entitlements.pace");
    double[] known = paces.stream().filter(pace -> pace != null).mapToDouble(Number::doubleValue).toArray();
    if (known.length > 0) {
      assertEquals(java.util.Arrays.stream(known).average().orElseThrow(), features.value(0), 1e-6);
    } else {
      assertEquals(Double.NaN, features.value(0));
    }
    if (features.encodedStates().charAt(2) == 'V') {
      JsonPath adoption = read("adoption", time);
      assertEquals(adoption.getInt("paths[0].stepsReached") / 3.0, features.value(2), 1e-9);
    }
    if (features.encodedStates().charAt(4) == 'V') {
      LocalDate since = LocalDate.parse(read("stagnation", time).getString("sinceDate"));
      long days = ChronoUnit.DAYS.between(since, time.atOffset(java.time.ZoneOffset.UTC).toLocalDate());
      assertEquals(days / MONTH, features.value(4), 1 / MONTH);
    }
  }

  private JsonPath read(String what, Instant time) {
    return api().get("/v1/customers/" + customer + "/" + what + "?knownAt=" + time).then().statusCode(200).extract().jsonPath();
  }

  @Test
  void useOfWhatWasBoughtIsReadAsItWasKnown() {
    String calls = post("/v1/entitlements", grant("calls", 310, "MONTH"));
    post("/v1/entitlements", grant("seats", 10, "AT_A_TIME"));
    day("2026-02-10");
    for (int i = 1; i <= 20; i++) {
      signal("USAGE", "calls", LocalDate.parse("2026-01-15").plusDays(i).toString(), Map.of("value", 9));
    }
    day("2026-02-11");
    FeatureVector then = at("2026-02-11");
    assertEquals("VVVNV", then.encodedStates());
    assertEquals(180 / (310 * (1 + 10 / 28.0)), then.value(1), 1e-6);
    day("2026-03-01");
    signal("USAGE", "seats", "2026-02-20", Map.of("value", 4));
    signal("USAGE", "calls", "2026-02-09", Map.of("value", 1000)); // known late
    patch().body(Map.of("quantity", 62)).patch("/v1/entitlements/" + calls).then().statusCode(200);
    contract("2026-01-10", "99.00"); // known late
    assertEquals(then, at("2026-02-11"), "what was known later changed the past");
    day("2026-03-02");
    FeatureVector now = at("2026-03-02");
    assertEquals(((1000 + 4 * 9) / (62 * (1 + 1 / 31.0)) + 0.4) / 2, now.value(0), 1e-6);
    assertEquals((1000 + 4 * 9) / (62 * (1 + 1 / 31.0)), now.value(1), 1e-6);
  }

  private void calls(String date, int value) {
    signal("USAGE", "calls", date, Map.of("value", value));
  }

  /** What is granted for a term is measured by the term, its pauses left out; at() holds each against what is read. */
  @Test
  void whatATermGrantsIsMeasuredTermByTerm() {
    post("/v1/entitlements", grant("calls", 1200, "TERM"));
    day("2026-07-20");
    for (int month = 1; month <= 6; month++) {
      calls("2026-0" + month + "-10", 100);
    }
    day("2026-07-21");
    FeatureVector first = at("2026-07-21");
    assertEquals(600 / (1200 * 201 / 365.0), first.value(1), 1e-6);
    Map<String, Object> pause = Map.of("fromDate", "2026-07-01", "toDate", "2026-07-31", "extendsEnd", true);
    patch().body(Map.of("pauses", List.of(pause))).patch("/v1/contracts/" + contract).then().statusCode(200);
    day("2026-09-01");
    assertEquals(600 / (1200 * 212 / 365.0), at("2026-09-01").value(1), 1e-6); // 243 days, 31 of which it rested
    day("2027-01-15");
    for (int month = 7; month <= 12; month++) {
      calls("2026-%02d-10".formatted(month), 100);
    }
    api().body(Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND", "termMonths", 12))).post("/v1/renewals/" + renewal + "/outcome")
        .then().statusCode(200);
    day("2027-01-16");
    assertEquals(1200 / (1200 * 349 / 365.0), at("2027-01-16").value(1), 1e-6); // agreed, and not yet begun
    day("2027-04-15");
    calls("2027-02-10", 100);
    calls("2027-03-10", 100);
    day("2027-04-16");
    assertEquals(1400 / (1200 * (1 + 74 / 365.0)), at("2027-04-16").value(1), 1e-6); // the second began on 1 February
    assertEquals(first, at("2026-07-21"), "what was known later changed the past");
  }

  /** Each line of a ramp grants while it is in force. */
  @Test
  void aLineGrantsWithinItsOwnDates() {
    List<Map<String, Object>> ramp = new java.util.ArrayList<>();
    ramp.add(Map.of("productId", product, "quantity", 1, "unitPrice", "10.00", "amountPeriod", "MONTH", "endDate", "2026-06-30"));
    ramp.add(Map.of("productId", product, "quantity", 2, "unitPrice", "10.00", "amountPeriod", "MONTH", "startDate", "2026-07-01"));
    contract = post("/v1/contracts", Map.of("customerId", customer, "startDate", "2026-01-01", "termMonths", 12, "lines", ramp));
    List<String> lines = api().get("/v1/contracts/" + contract).then().statusCode(200).extract().path("lines.id");
    for (int line = 0; line < 2; line++) {
      Map<String, Object> fields = new HashMap<>(grant("calls", line == 0 ? 181 : 368, "TERM"));
      fields.put("lineId", lines.get(line));
      post("/v1/entitlements", fields);
    }
    day("2026-04-01");
    calls("2026-02-10", 90);
    day("2026-04-02");
    assertEquals(90 / 91.0, at("2026-04-02").value(1), 1e-6);
    day("2026-10-01");
    calls("2026-08-10", 92);
    day("2026-10-02");
    assertEquals(92 / (368 * 93 / 184.0), at("2026-10-02").value(1), 1e-6);
  }

  @Test
  void stepsAreReachedInTheirOrderAndTime() {
    day("2026-01-02");
    assertEquals("NNNNN", at("2026-01-02").encodedStates());
    day("2026-04-01");
    signal("USAGE", "calls", "2026-01-05", Map.of("value", 50));
    signal("EVENT", "used", "2026-02-25", Map.of("attributes", Map.of("feature", "report")));
    signal("EVENT", "invited", "2026-02-03", Map.of());
    signal("EVENT", "invited", "2026-02-10", Map.of());
    day("2026-04-02");
    assertEquals(2 / 3.0, at("2026-04-02").value(2), 1e-9); // the volume came before its time
    day("2026-04-03");
    signal("USAGE", "calls", "2026-03-10", Map.of("value", 9)); // too little
    signal("USAGE", "seats", "2026-03-20", Map.of("value", 10));
    day("2026-04-04");
    assertEquals(2 / 3.0, at("2026-04-02").value(2), 1e-9);
    assertEquals(1, at("2026-04-04").value(2), 1e-9);
    assertEquals("NNVNV", at("2026-04-04").encodedStates());
  }

  @Test
  void monthsCountFromTheLastThingThatWasNew() {
    day("2026-02-01");
    signal("USAGE", "logins", "2026-01-20", Map.of());
    day("2026-06-01");
    assertEquals(151 / MONTH, at("2026-06-01").value(4), 1e-9);
    contract("2026-03-01", "5.00");
    signal("EVENT", "report_built", "2026-03-10", Map.of());
    day("2026-06-02");
    assertEquals(93 / MONTH, at("2026-06-02").value(4), 1e-9); // revenue rose
    signal("EVENT", "report_built", "2026-03-20", Map.of());
    day("2026-06-03");
    assertEquals((74 + 16 / 24.0) / MONTH, at("2026-06-03").value(4), 1e-9); // a feature was adopted
    signal("EVENT", "change_initiative", "2026-04-20", Map.of());
    day("2026-06-04");
    assertEquals((44 + 16 / 24.0) / MONTH, at("2026-06-04").value(4), 1e-9);
    signal("USAGE", "exports", "2026-05-20", Map.of()); // in the first month of its source
    signal("USAGE", "logins", "2026-05-25", Map.of());
    day("2026-06-05");
    assertEquals((45 + 16 / 24.0) / MONTH, at("2026-06-05").value(4), 1e-9);
    assertEquals((44 + 16 / 24.0) / MONTH, at("2026-06-04").value(4), 1e-9);
  }

  private Map<String, Object> grant(String unit, int quantity, String period) {
    return Map.of("contractId", contract, "unit", unit, "quantity", quantity, "period", period, "usageType", unit);
  }
}
