package dev.perennial.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Features of success metrics, purchase criteria and trigger events, as of cut-offs before, between and after the facts. */
@QuarkusTest
class FactFeaturesTest extends ApiTest {
  private static final LocalDate DUE = LocalDate.parse("2026-09-30");

  private static final FeatureSet SET =
      new FeatureSet(
          "facts",
          1,
          List.of(
              feature(Measure.SUCCESS_METRIC_MISSING, null, null),
              feature(Measure.SUCCESS_ATTAINMENT, null, null),
              feature(Measure.SUCCESS_SLOPE, null, null),
              feature(Measure.CRITERIA_FAILED, null, null),
              feature(Measure.CRITERIA_DELIVERY, null, null),
              feature(Measure.EVENT_COUNT, "layoffs", 90),
              feature(Measure.DAYS_SINCE_EVENT, "layoffs", null),
              feature(Measure.EVENT_COUNT, "acquisition", 90)));

  /** The contract of the portfolio's renewal began on 2025-10-01. */
  private static final FeatureSet PATIENT =
      new FeatureSet(
          "patient",
          1,
          List.of(
              feature(Measure.SUCCESS_METRIC_MISSING, null, 123), feature(Measure.SUCCESS_METRIC_MISSING, null, 124)));

  @Inject FeatureLoader loader;
  @Inject Portfolio portfolio;
  private UUID customer;
  private UUID renewal;

  private static FeatureDefinition feature(Measure measure, String type, Integer window) {
    String code =
        (measure + (type == null ? "" : "_" + type) + (window == null ? "" : "_" + window)).toLowerCase(java.util.Locale.ROOT);
    return new FeatureDefinition(
        code, "x", FeatureGroup.VALUE, measure.type(), measure, null, type, null, null, window, null, null, null, List.of());
  }

  @BeforeEach
  void aRenewalAndFactsOfTwoCustomers() {
    customer = portfolio.customer(tenant.id(), "Acme", "ENTERPRISE");
    renewal = portfolio.renewal(tenant.id(), customer, DUE, "1000");
    UUID other = portfolio.customer(tenant.id(), "Other", "ENTERPRISE");
    event("a", 0, other, "layoffs", "2026-01-05", "2026-01-05", false);
  }

  @Test
  void beforeTheTenantsFirstNothingIsConnected() {
    event("b", 0, customer, "layoffs", "2026-03-01", "2026-03-02", false);
    assertEquals("NNNNNNNN", at("2026-01-01T00:00:00Z").encodedStates());
    assertEquals("NNNNNVSN", at("2026-02-01T00:00:00Z").encodedStates());
  }

  @Test
  void metricsAreReadAsTheyWereDefinedAndMeasured() {
    UUID up = metric(customer, "HIGHER_IS_BETTER", "0", "50", "2026-01-10");
    UUID down = metric(customer, "LOWER_IS_BETTER", "40", "20", "2026-01-10");
    metric(customer, "HIGHER_IS_BETTER", "10", "10", "2026-01-10"); // no attainment
    measured(up, "m1", 0, "2026-02-01", "2026-02-01", 10.0, false);
    measured(up, "m2", 0, "2026-03-03", "2026-04-01", 20.0, false); // known a month later
    measured(down, "m3", 0, "2026-02-15", "2026-02-15", 30.0, false);
    measured(down, "m3", 1, "2026-02-15", "2026-05-01", 25.0, false); // corrected

    FeatureVector before = at("2026-01-11T00:00:00Z");
    assertEquals("VSSNNVSN", before.encodedStates());
    assertEquals(0, before.value(0));
    assertEquals((20 + 50) / 2.0, at("2026-03-10T00:00:00Z").value(1), 1e-9);
    FeatureVector between = at("2026-04-10T00:00:00Z");
    assertEquals((40 + 50) / 2.0, between.value(1), 1e-9);
    assertEquals(20 / (30 / 30.436875), between.value(2), 1e-9); // of the one that was measured twice, in 30 days
    assertEquals((40 + 75) / 2.0, at("2026-05-02T00:00:00Z").value(1), 1e-9);
  }

  /** Held against what the API makes of the same facts, at the time and as of it. */
  @Test
  void whatWasMeasuredAtTheStartIsTheBaselineThatNobodyStated() {
    UUID up = metric(customer, "HIGHER_IS_BETTER", null, "50", "2026-01-10");
    measured(up, "m0", 0, "2026-01-15", "2026-01-15", 30.0, false, 0);
    measured(up, "m0", 1, "2026-01-15", "2026-03-10", 10.0, false, 0); // corrected
    assertAttainment(up, "2026-02-01T00:00:00Z", null); // nothing was measured since
    measured(up, "m1", 0, "2026-02-14", "2026-02-14", 40.0, false, 3);
    assertAttainment(up, "2026-02-01T00:00:00Z", null);
    assertAttainment(up, "2026-03-01T00:00:00Z", 50.0);
    assertAttainment(up, "2026-04-01T00:00:00Z", 75.0);
    assertEquals(75 / (30 / 30.436875), at("2026-04-01T00:00:00Z").value(2), 1e-9); // 30 of 40 in 30 days
    measured(up, "m0", 2, "2026-01-15", "2026-05-01", 0, true, 0); // taken back
    assertAttainment(up, "2026-06-01T00:00:00Z", null);
  }

  @Test
  void aStatedBaselineGoesBeforeAMeasuredStart() {
    UUID up = metric(customer, "HIGHER_IS_BETTER", "0", "50", "2026-01-10");
    measured(up, "m0", 0, "2026-01-15", "2026-01-15", 25.0, false, 0);
    assertAttainment(up, "2026-02-01T00:00:00Z", null);
    measured(up, "m1", 0, "2026-02-14", "2026-02-14", 40.0, false, 3);
    measured(up, "m2", 0, "2026-02-20", "2026-02-20", 26.0, false, 0); // at the start, told late
    assertAttainment(up, "2026-03-01T00:00:00Z", 80.0);
    assertEquals("S", at("2026-03-01T00:00:00Z").encodedStates().substring(2, 3)); // one point makes no slope
  }

  /** @param percent null where there is none */
  private void assertAttainment(UUID metric, String cutoff, Double percent) {
    FeatureVector features = at(cutoff);
    clock.set(Instant.parse("2026-08-01T00:00:00Z"));
    Float told = api().get("/v1/success-metrics/" + metric + "?knownAt=" + cutoff).then().statusCode(200).extract().path("progress.attainment");
    if (percent == null) {
      assertEquals("S", features.encodedStates().substring(1, 2));
      assertNull(told);
    } else {
      assertEquals(percent, features.value(1), 1e-9);
      assertEquals(percent / 100, told, 1e-6);
    }
  }

  @Test
  void aMetricIsMissingOnceSomebodyHasBeenACustomerForSoManyDays() {
    UUID other = portfolio.customer(tenant.id(), "Third", "ENTERPRISE");
    metric(other, "HIGHER_IS_BETTER", "0", "1", "2026-01-10");
    FeatureVector vector = at("2026-02-01T12:00:00Z", PATIENT); // 123 days
    assertEquals("VV", vector.encodedStates());
    assertEquals(1, vector.value(0));
    assertEquals(0, vector.value(1));
    assertEquals(1, at("2026-02-02T12:00:00Z", PATIENT).value(1));
    assertEquals(1, at("2026-02-01T12:00:00Z").value(0)); // without a number of days from the first one on
    portfolio.contract(tenant.id(), customer, LocalDate.parse("2025-09-30"), LocalDate.parse("2025-12-31"));
    assertEquals(1, at("2026-02-01T12:00:00Z", PATIENT).value(1)); // one that began earlier
    metric(customer, "HIGHER_IS_BETTER", "0", "1", "2026-01-10");
    assertEquals(0, at("2026-02-02T12:00:00Z", PATIENT).value(0));
  }

  @Test
  void aCustomerWithoutMetricIsSeenWhereOthersHaveOne() {
    UUID other = portfolio.customer(tenant.id(), "Third", "ENTERPRISE");
    metric(other, "HIGHER_IS_BETTER", "0", "1", "2026-01-10");
    assertEquals("VSSNNVSN", at("2026-02-01T00:00:00Z").encodedStates());
    assertEquals(1, at("2026-02-01T00:00:00Z").value(0));
  }

  @Test
  void failedMustHavesAndDeliveryFollowTheLatestScores() {
    UUID must = criterion(5, true, "2026-01-10");
    UUID wish = criterion(1, false, "2026-01-10");
    delivered(must, "d1", "2026-02-01", "2026-02-01", 8.0);
    delivered(wish, "d2", "2026-02-01", "2026-02-01", 2.0);
    delivered(must, "d3", "2026-03-01", "2026-03-20", 4.0);
    FeatureVector early = at("2026-03-10T00:00:00Z");
    assertEquals(0, early.value(3));
    assertEquals((5 * 8 + 2) / 6.0, early.value(4), 1e-9);
    FeatureVector late = at("2026-03-21T00:00:00Z");
    assertEquals(1, late.value(3));
    assertEquals((5 * 4 + 2) / 6.0, late.value(4), 1e-9);
    UUID ofAnother = criterion(5, true, "2026-04-01");
    portfolio.sql(tenant.id(), "UPDATE app.purchase_criterion SET renewal_id = :other, version = 1, known_from = :known WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", ofAnother, "other", UUID.randomUUID(), "known", time("2026-04-02")));
    delivered(ofAnother, "d4", "2026-04-10", "2026-04-10", 0.0);
    assertEquals(1, at("2026-04-11T00:00:00Z").value(3), "what counts for another decision");
  }

  @Test
  void eventsCountWhereTheyAreKnownAndNotTakenBack() {
    event("b", 0, customer, "layoffs", "2026-03-01", "2026-03-05", false);
    event("c", 0, customer, "layoffs", "2026-03-03", "2026-03-03", false);
    event("c", 1, customer, "layoffs", "2026-03-03", "2026-04-01", true); // taken back
    assertEquals(1, at("2026-03-04T00:00:00Z").value(5));
    assertEquals(2, at("2026-03-06T00:00:00Z").value(5));
    FeatureVector later = at("2026-04-02T00:00:00Z");
    assertEquals(1, later.value(5));
    assertEquals(32, later.value(6), 1e-9);
    assertEquals(0, at("2026-06-15T00:00:00Z").value(5)); // out of the window
  }

  /** With one cut-off for all, and with one for each, the same. */
  private FeatureVector at(String cutoff) {
    return at(cutoff, SET);
  }

  private FeatureVector at(String cutoff, FeatureSet set) {
    FeatureQuery query = FeatureQueryBuilder.compile(set);
    Instant time = Instant.parse(cutoff);
    UUID[] renewals = {renewal};
    FeatureVector one = portfolio.in(tenant.id(), () -> loader.load(query, renewals, time)).vector(0);
    FeatureVector each =
        portfolio.in(tenant.id(), () -> loader.load(query, renewals, new Instant[] {time})).vector(0);
    assertEquals(one, each);
    return one;
  }

  private UUID metric(UUID of, String direction, String baseline, String target, String knownFrom) {
    UUID id = UUID.randomUUID();
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.success_metric (tenant_id, id, version, known_from, created_at, updated_at, customer_id, name, direction,
          defined_by, baseline, target, follow_up_months, external_ids)
        VALUES (:tenant, :id, 0, :known, now(), now(), :customer, 'Hours', :direction, 'CUSTOMER', CAST(nullif(:baseline, '') AS float8), :target, '{}',
          '[]')
        """,
        Map.of(
            "id", id, "customer", of, "direction", direction, "baseline", baseline == null ? "" : baseline, "target",
            Double.valueOf(target), "known", time(knownFrom)));
    return id;
  }

  private void measured(
      UUID metric, String id, int revision, String occurred, String known, double value, boolean retracted) {
    measured(metric, id, revision, occurred, known, value, retracted, 3);
  }

  private void measured(
      UUID metric, String id, int revision, String occurred, String known, double value, boolean retracted, int month) {
    fact("measurement", "success_metric_id, customer_id, value, follow_up_month", ":metric, :customer, :value, :month", id, revision,
        occurred, known, retracted, Map.of("metric", metric, "customer", customer, "value", value, "month", month));
  }

  private UUID criterion(int importance, boolean mustHave, String knownFrom) {
    UUID id = UUID.randomUUID();
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.purchase_criterion (tenant_id, id, version, known_from, created_at, updated_at, customer_id, criterion,
          importance, must_have, expected, external_ids)
        VALUES (:tenant, :id, 0, :known, now(), now(), :customer, 'Fast', :importance, :must, 8, '[]')
        """,
        Map.of("id", id, "customer", customer, "importance", importance, "must", mustHave, "known", time(knownFrom)));
    return id;
  }

  private void delivered(UUID criterion, String id, String occurred, String known, double value) {
    fact("delivery_score", "purchase_criterion_id, customer_id, value", ":criterion, :customer, :value", id, 0, occurred, known,
        false, Map.of("criterion", criterion, "customer", customer, "value", value));
  }

  private void event(
      String id, int revision, UUID of, String type, String occurred, String known, boolean retracted) {
    fact("trigger_event", "type, customer_id", ":type, :customer", id, revision, occurred, known, retracted,
        Map.of("type", type, "customer", of));
  }

  private void fact(
      String table, String columns, String values, String id, int revision, String occurred, String known, boolean retracted,
      Map<String, ?> more) {
    Map<String, Object> binds = new HashMap<>(more);
    binds.putAll(
        Map.of("id", id, "revision", revision, "occurred", time(occurred), "known", time(known), "retracted", retracted));
    portfolio.sql(
        tenant.id(),
        "INSERT INTO app." + table + " (tenant_id, source, source_id, revision, occurred_at, known_at, recorded_at, retracted, "
            + columns + ") VALUES (:tenant, 'test', :id, :revision, :occurred, :known, now(), :retracted, " + values + ")",
        binds);
  }

  private static OffsetDateTime time(String day) {
    return LocalDate.parse(day).atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
