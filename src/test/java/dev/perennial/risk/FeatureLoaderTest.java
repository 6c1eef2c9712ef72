package dev.perennial.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.feature.Direction;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The SQL of features against the slow and obvious way, and against what may never leak. */
@QuarkusTest
class FeatureLoaderTest extends ApiTest {
  private static final Instant CUTOFF = Instant.parse("2026-06-15T09:30:00Z");
  private static final LocalDate DUE = LocalDate.parse("2026-09-30");
  private static final List<String> KINDS =
      List.of("USAGE", "INTERACTION", "SURVEY", "TICKET", "METRIC", "EVENT");

  @Inject FeatureLoader loader;
  @Inject Portfolio portfolio;

  private static FeatureDefinition feature(
      Measure measure,
      String kind,
      String type,
      Direction direction,
      Integer severity,
      Integer window,
      Integer halfLife,
      String attribute) {
    String code =
        (measure + "_" + kind + type + direction + severity + window + halfLife + attribute)
            .toLowerCase()
            .replaceAll("[^a-z0-9_]|null", "");
    FeatureGroup group =
        measure.family().fromFacts() ? FeatureGroup.USAGE : FeatureGroup.CUSTOMER;
    return new FeatureDefinition(
        code.substring(0, Math.min(60, code.length())),
        "x",
        group,
        measure.type(),
        measure,
        kind,
        type,
        direction,
        severity,
        window,
        halfLife,
        attribute,
        null,
        List.of());
  }

  private static FeatureDefinition where(FeatureDefinition plain, String value) {
    return new FeatureDefinition(
        plain.code(), "x", plain.group(), plain.type(), plain.measure(), plain.signalKind(), plain.signalType(), plain.direction(),
        plain.minimumSeverity(), plain.windowDays(), plain.halfLifeDays(), plain.attribute(), value, List.of());
  }

  private static FeatureSet signalFeatures() {
    return new FeatureSet(
        "all",
        1,
        List.of(
            feature(Measure.COUNT, "USAGE", null, null, null, 30, null, null),
            feature(Measure.COUNT, "TICKET", null, null, 3, 90, null, null),
            feature(Measure.COUNT, "EVENT", "a'b; --", null, null, 400, null, null),
            feature(Measure.COUNT, "PURCHASE", null, null, null, 90, null, null),
            feature(Measure.SUM, "USAGE", "t1", null, null, 90, null, null),
            feature(Measure.SUM, "INTERACTION", null, Direction.INBOUND, null, 90, null, "effort"),
            feature(Measure.MEAN, "INTERACTION", null, null, null, 180, null, "sentiment"),
            feature(Measure.LAST, "METRIC", "t2", null, null, null, null, null),
            feature(Measure.LAST, "USAGE", null, null, null, 30, null, null),
            feature(Measure.TREND, "USAGE", null, null, null, 60, null, null),
            feature(
                Measure.DAYS_SINCE,
                "INTERACTION",
                null,
                Direction.OUTBOUND,
                null,
                null,
                null,
                null),
            feature(Measure.DAYS_SINCE, "TICKET", null, null, 2, 30, null, null),
            feature(Measure.DECAYED_SUM, "USAGE", null, null, null, 365, 1, null),
            feature(Measure.DECAYED_SUM, "USAGE", null, null, null, 90, 30, null),
            feature(Measure.OCCURRED, "EVENT", "t1", null, null, 60, null, null),
            feature(Measure.OCCURRED, "TICKET", null, null, 2, 90, null, null),
            feature(Measure.TWO_WAY_SILENCE, null, null, null, null, 30, null, null),
            feature(Measure.SURVEY_LAST, null, "t1", null, null, null, null, null),
            feature(Measure.SURVEY_CHANGE, null, "t1", null, null, null, null, null),
            feature(Measure.SURVEY_CHANGE, null, "t2", null, null, 100, null, null),
            feature(Measure.SURVEY_NEVER_ANSWERED, null, "t2", null, null, 60, null, null),
            feature(Measure.SURVEY_NEVER_ANSWERED, null, "a'b; --", null, null, null, null, null),
            feature(Measure.TICKETS_OPEN, null, null, null, null, null, null, null),
            feature(Measure.TICKETS_OPEN_SEVERE, null, null, null, 3, null, null, null),
            feature(Measure.TICKET_OLDEST_OPEN_DAYS, null, null, null, null, null, null, null),
            feature(Measure.TICKET_OLDEST_OPEN_DAYS, null, null, null, 2, null, null, null),
            where(feature(Measure.COUNT, "USAGE", null, null, null, 90, null, "effort"), "3.0"),
            where(feature(Measure.OCCURRED, "TICKET", "t1", null, null, 300, null, "effort"), "8.0"),
            where(feature(Measure.DAYS_SINCE, "INTERACTION", null, Direction.INBOUND, null, null, null, "channel"), "x"),
            where(feature(Measure.COUNT, "EVENT", null, null, null, 400, null, "no such"), "x"),
            feature(Measure.COVERAGE, null, null, null, null, null, null, null)));
  }

  /**
   * Facts with every oddity: ties, late knowledge, things to come, corrections, moves to another
   * customer, retractions.
   */
  private static List<Fact> randomFacts(
      Random random, List<UUID> customers, int count, boolean corrections) {
    List<Fact> facts = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String kind = KINDS.get(random.nextInt(KINDS.size()));
      Instant occurred = CUTOFF.minus(Duration.ofHours(6L * random.nextInt(-40, 900)));
      Fact first =
          new Fact(
              "s" + n,
              0,
              customers.get(random.nextInt(customers.size())),
              occurred,
              random.nextInt(5) == 0
                  ? occurred.plus(Duration.ofDays(random.nextInt(200)))
                  : occurred,
              kind,
              random.nextInt(6) == 0 ? "a'b; --" : "t" + (1 + random.nextInt(2)),
              random.nextInt(8) == 0 ? null : (double) random.nextInt(-20, 100) / 4,
              random.nextInt(3) == 0 ? null : random.nextDouble() * 2 - 1,
              random.nextInt(3) == 0 ? null : 1 + random.nextInt(4),
              random.nextInt(4) == 0 ? null : random.nextBoolean() ? "INBOUND" : "OUTBOUND",
              !kind.equals("TICKET")
                  ? null
                  : List.of("OPENED", "UPDATED", "CLOSED", "OPENED").get(random.nextInt(4)),
              kind.equals("TICKET") ? "k" + random.nextInt(8) : null,
              false,
              random.nextInt(3) == 0 ? null : (double) random.nextInt(9));
      facts.add(first);
      for (int revision = 1; corrections && revision < 3 && random.nextInt(4) == 0; revision++) {
        facts.add(
            new Fact(
                first.sourceId(),
                revision,
                random.nextInt(4) == 0
                    ? customers.get(random.nextInt(customers.size()))
                    : first.customer(),
                random.nextInt(3) == 0
                    ? occurred.minus(Duration.ofDays(random.nextInt(20)))
                    : occurred,
                first.knownAt().plus(Duration.ofDays(random.nextInt(100))),
                kind,
                first.type(),
                (double) random.nextInt(100),
                first.sentiment(),
                first.severity(),
                first.direction(),
                first.phase(),
                first.subjectKey(),
                random.nextInt(4) == 0,
                first.effort()));
      }
    }
    return facts;
  }

  private Map<UUID, FeatureVector> load(
      FeatureSet set, Map<UUID, UUID> customerOf, Instant cutoff) {
    FeatureQuery query = FeatureQueryBuilder.compile(set);
    UUID[] renewals = customerOf.keySet().toArray(UUID[]::new);
    FeatureBatch batch = portfolio.in(tenant.id(), () -> loader.load(query, renewals, cutoff));
    return vectors(batch);
  }

  private static Map<UUID, FeatureVector> vectors(FeatureBatch batch) {
    Map<UUID, FeatureVector> vectors = new HashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      vectors.put(batch.renewalIds()[row], batch.vector(row));
    }
    return vectors;
  }

  private Map<UUID, UUID> renewals(List<UUID> customers) {
    Map<UUID, UUID> customerOf = new HashMap<>();
    for (UUID customer : customers) {
      customerOf.put(portfolio.renewal(tenant.id(), customer, DUE, "1000"), customer);
    }
    return customerOf;
  }

  private List<UUID> customers(int count) {
    List<UUID> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      customers.add(portfolio.customer(tenant.id(), "c" + i, "ENTERPRISE"));
    }
    return customers;
  }

  private static void assertSame(
      FeatureSet set, List<Fact> facts, Instant cutoff, UUID customer, FeatureVector vector) {
    PlainFeatures plain = new PlainFeatures(facts, cutoff);
    for (int feature = 0; feature < set.size(); feature++) {
      PlainFeatures.Found expected = plain.find(set.feature(feature), customer);
      String where = set.feature(feature) + " of " + customer;
      assertEquals(expected.state(), vector.state(feature), where);
      if (expected.state() == FeatureState.VALUE) {
        assertEquals(
            expected.value(),
            vector.value(feature),
            1e-9 * Math.max(1, Math.abs(expected.value())),
            where);
      }
    }
  }

  @Test
  void everyMeasureEqualsThePlainWay() {
    Random random = new Random(20260615);
    FeatureSet set = signalFeatures();
    List<UUID> customers = customers(12);
    List<Fact> facts = randomFacts(random, customers.subList(0, 11), 900, false);
    portfolio.store(tenant.id(), facts);
    Map<UUID, UUID> customerOf = renewals(customers);
    compareAll(set, facts, customerOf);
  }

  @Test
  void correctionsCountAsOfWhenTheyWereKnown() {
    Random random = new Random(7);
    FeatureSet set = signalFeatures();
    List<UUID> customers = customers(10);
    List<Fact> facts = randomFacts(random, customers, 900, true);
    assertTrue(
        facts.stream().anyMatch(fact -> fact.revision() > 1)
            && facts.stream().anyMatch(Fact::retracted));
    portfolio.store(tenant.id(), facts);
    compareAll(set, facts, renewals(customers));
  }

  /** With one cut-off for all, and with one for each: both plans, several times. */
  private void compareAll(FeatureSet set, List<Fact> facts, Map<UUID, UUID> customerOf) {
    for (Instant cutoff :
        List.of(CUTOFF, CUTOFF.minus(Duration.ofDays(100)), CUTOFF.plus(Duration.ofDays(200)))) {
      load(set, customerOf, cutoff)
          .forEach(
              (renewal, vector) -> assertSame(set, facts, cutoff, customerOf.get(renewal), vector));
    }
    UUID[] renewals = customerOf.keySet().toArray(UUID[]::new);
    Instant[] cutoffs = new Instant[renewals.length];
    Map<UUID, Instant> cutoffOf = new HashMap<>();
    for (int i = 0; i < renewals.length; i++) {
      cutoffs[i] = CUTOFF.minus(Duration.ofHours(731L * i));
      cutoffOf.put(renewals[i], cutoffs[i]);
    }
    FeatureQuery query = FeatureQueryBuilder.compile(set);
    FeatureBatch batch = portfolio.in(tenant.id(), () -> loader.load(query, renewals, cutoffs));
    assertEquals(renewals.length, batch.size());
    vectors(batch)
        .forEach(
            (renewal, vector) ->
                assertSame(set, facts, cutoffOf.get(renewal), customerOf.get(renewal), vector));
  }

  @Test
  void whatBecomesKnownLaterChangesNothing() {
    Random random = new Random(99);
    FeatureSet set = signalFeatures();
    List<UUID> customers = customers(6);
    List<Fact> facts = randomFacts(random, customers, 400, true);
    List<Fact> early = facts.stream().filter(fact -> !fact.knownAt().isAfter(CUTOFF)).toList();
    List<Fact> late = facts.stream().filter(fact -> fact.knownAt().isAfter(CUTOFF)).toList();
    assertTrue(
        late.stream().anyMatch(fact -> fact.occurredAt().isBefore(CUTOFF) && fact.revision() > 0));
    portfolio.store(tenant.id(), early);
    Map<UUID, UUID> customerOf = renewals(customers);
    Map<UUID, FeatureVector> before = load(set, customerOf, CUTOFF);
    portfolio.store(tenant.id(), late);
    assertEquals(before, load(set, customerOf, CUTOFF));
    assertNotEquals(before, load(set, customerOf, CUTOFF.plus(Duration.ofDays(300))));
  }

  @Test
  void contractAndCustomerFeatures() {
    UUID customer = portfolio.customer(tenant.id(), "Acme", "MID_MARKET");
    portfolio.contract(
        tenant.id(), customer, LocalDate.parse("2024-06-15"), LocalDate.parse("2025-09-30"));
    UUID contract = portfolio.contract(tenant.id(), customer, LocalDate.parse("2025-10-01"), DUE);
    // 300 a month at 10% and 100 at 30%; the third line is over, the fourth has not begun.
    portfolio.line(
        tenant.id(), customer, contract, 1, "300", "10", LocalDate.parse("2025-10-01"), DUE);
    portfolio.line(
        tenant.id(), customer, contract, 2, "100", "30", LocalDate.parse("2025-10-01"), DUE);
    portfolio.line(
        tenant.id(),
        customer,
        contract,
        3,
        "900",
        "90",
        LocalDate.parse("2025-10-01"),
        LocalDate.parse("2026-01-31"));
    portfolio.line(
        tenant.id(), customer, contract, 4, "900", "90", LocalDate.parse("2026-08-01"), DUE);
    UUID renewal =
        portfolio.renewal(tenant.id(), customer, contract, DUE, DUE.minusDays(30), "4800");
    List<FeatureDefinition> features = new ArrayList<>();
    for (Measure measure :
        List.of(
            Measure.TERM_NUMBER,
            Measure.LOG_RENEWAL_AMOUNT,
            Measure.AUTO_RENEW,
            Measure.DISCOUNT_PERCENT,
            Measure.PRICE_CHANGE_PERCENT,
            Measure.TERM_MONTHS,
            Measure.EVERGREEN,
            Measure.LINE_COUNT,
            Measure.TENURE_DAYS)) {
      features.add(feature(measure, null, null, null, null, null, null, null));
    }
    features.add(levels(Measure.TIER, null, "ENTERPRISE", "MID_MARKET"));
    features.add(levels(Measure.REGION, null, "AMER"));
    features.add(levels(Measure.ATTRIBUTE_TEXT, "industry", "health", "law"));
    features.add(levels(Measure.ATTRIBUTE_TEXT, "x'\") --", "health"));
    features.add(feature(Measure.ATTRIBUTE_NUMBER, null, null, null, null, null, null, "seats"));
    features.add(feature(Measure.ATTRIBUTE_NUMBER, null, null, null, null, null, null, "industry"));
    FeatureSet set = new FeatureSet("c", 1, features);
    FeatureVector vector = load(set, Map.of(renewal, customer), CUTOFF).get(renewal);
    assertEquals("VVVVSVVVVVVVSVS", vector.encodedStates());
    double[] expected = {
      2, Math.log(4801), 0, 15, Double.NaN, 12, 0, 2, 730, 1, -1, 0, Double.NaN, 120, Double.NaN
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], vector.value(i), 1e-9, set.feature(i).code());
    }
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = 1, offer = CAST(:offer AS jsonb) WHERE tenant_id = :tenant AND id = :id",
        Map.of(
            "id", renewal, "offer", "{\"priceChangePercent\": 7.5, \"sentDate\": \"2026-06-10\"}"));
    assertEquals(7.5, load(set, Map.of(renewal, customer), CUTOFF).get(renewal).value(4));
    // an offer sent after the cut-off was not known at it
    assertEquals(
        FeatureState.SILENT,
        load(set, Map.of(renewal, customer), CUTOFF.minus(Duration.ofDays(20)))
            .get(renewal)
            .state(4));
  }

  private static FeatureDefinition levels(Measure measure, String attribute, String... levels) {
    FeatureDefinition plain =
        feature(measure, null, null, null, null, null, null, attribute == null ? null : "a");
    return new FeatureDefinition(
        plain.code() + (attribute == null ? "" : "_" + attribute.length()),
        "x",
        FeatureGroup.CUSTOMER,
        plain.type(),
        measure,
        null,
        null,
        null,
        null,
        null,
        null,
        attribute,
        null,
        List.of(levels));
  }
}
