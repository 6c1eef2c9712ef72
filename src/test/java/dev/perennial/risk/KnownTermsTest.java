package dev.perennial.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes and terms are those known at the cut-off; what was written later is not seen. */
@QuarkusTest
class KnownTermsTest extends ApiTest {
  private static final LocalDate DUE = LocalDate.parse("2026-09-30");
  private static final String JANUARY = "2026-01-10T00:00:00Z";
  private static final String MARCH = "2026-03-10T00:00:00Z";

  private static final FeatureSet SET =
      new FeatureSet(
          "terms",
          1,
          List.of(
              feature(Measure.ATTRIBUTE_NUMBER, "seats", List.of()),
              feature(Measure.TIER, null, List.of("ENTERPRISE", "SMB")),
              feature(Measure.TERM_NUMBER, null, List.of()),
              feature(Measure.AUTO_RENEW, null, List.of()),
              feature(Measure.LOG_RENEWAL_AMOUNT, null, List.of()),
              feature(Measure.TERM_MONTHS, null, List.of()),
              feature(Measure.DISCOUNT_PERCENT, null, List.of()),
              feature(Measure.LINE_COUNT, null, List.of())));

  @Inject FeatureLoader loader;
  @Inject Portfolio portfolio;
  private UUID customer;
  private UUID contract;
  private UUID renewal;

  private static FeatureDefinition feature(Measure measure, String attribute, List<String> levels) {
    String code = measure.name().toLowerCase(Locale.ROOT);
    return new FeatureDefinition(
        code, "x", FeatureGroup.CUSTOMER, measure.type(), measure, null, null, null, null, null, null, attribute, null, levels);
  }

  @BeforeEach
  void aRenewalWhoseTermsChangedInMarch() {
    customer = portfolio.customer(tenant.id(), "Acme", "ENTERPRISE");
    contract = portfolio.contract(tenant.id(), customer, DUE.minusYears(1).plusDays(1), DUE);
    portfolio.line(tenant.id(), customer, contract, 0, "100", "10", DUE.minusYears(1).plusDays(1), DUE);
    renewal = portfolio.renewal(tenant.id(), customer, contract, DUE, DUE.minusDays(30), "1000");
    version("customer", customer, JANUARY, "tier = 'ENTERPRISE'");
    version("contract", contract, JANUARY, "term_months = 12");
    version("renewal", renewal, JANUARY, "term_number = 2");
    version("customer", customer, MARCH, "tier = 'SMB', attributes = '{\"seats\": 0}'");
    version("contract", contract, MARCH, "term_months = 24, lines = jsonb_set(lines, '{0,discountPercent}', '50')");
    version("renewal", renewal, MARCH, "term_number = 3, auto_renew = true, renewal_amount = 5");
  }

  @Test
  void beforeTheChangeNothingOfItIsSeen() {
    assertBefore(at("2026-02-01T00:00:00Z"));
  }

  @Test
  void afterTheChangeItIsSeen() {
    assertAfter(at("2026-04-01T00:00:00Z"));
    assertAfter(at(MARCH));
  }

  @Test
  void whereNothingWasKnownYetTheFirstVersionCounts() {
    assertBefore(at("2025-12-01T00:00:00Z"));
  }

  @Test
  void asOfNowTheRowsThemselvesAreRead() {
    FeatureVector now =
        portfolio.in(tenant.id(), () -> loader.load(FeatureQueryBuilder.compile(SET), new UUID[] {renewal}, Instant.now())).vector(0);
    assertEquals(0, now.value(0));
    assertEquals(3, now.value(2));
  }

  private static void assertBefore(FeatureVector seen) {
    assertEquals(120, seen.value(0));
    assertEquals(0, seen.value(1));
    assertEquals(2, seen.value(2));
    assertEquals(0, seen.value(3));
    assertEquals(Math.log1p(1000), seen.value(4), 1e-12);
    assertEquals(12, seen.value(5));
    assertEquals(10, seen.value(6), 1e-12);
    assertEquals(1, seen.value(7));
  }

  private static void assertAfter(FeatureVector seen) {
    assertEquals(0, seen.value(0));
    assertEquals(1, seen.value(1));
    assertEquals(3, seen.value(2));
    assertEquals(1, seen.value(3));
    assertEquals(Math.log1p(5), seen.value(4), 1e-12);
    assertEquals(24, seen.value(5));
    assertEquals(50, seen.value(6), 1e-12);
    assertEquals(1, seen.value(7));
  }

  /** With one cut-off for all, and with one for each, the same. */
  private FeatureVector at(String cutoff) {
    FeatureQuery query = FeatureQueryBuilder.compile(SET);
    Instant time = Instant.parse(cutoff);
    UUID[] renewals = {renewal};
    FeatureVector one = portfolio.in(tenant.id(), () -> loader.load(query, renewals, time)).vector(0);
    FeatureVector each =
        portfolio.in(tenant.id(), () -> loader.load(query, renewals, new Instant[] {time})).vector(0);
    assertEquals(one, each);
    return one;
  }

  private void version(String table, UUID id, String knownFrom, String changes) {
    portfolio.sql(
        tenant.id(),
        "UPDATE app." + table + " SET version = version + 1, known_from = :known, " + changes + " WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", id, "known", OffsetDateTime.parse(knownFrom)));
  }
}
