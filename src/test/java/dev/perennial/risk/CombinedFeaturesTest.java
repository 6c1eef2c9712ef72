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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Features of what was brought together: contracts of a co-term group, facts of merged duplicates. */
@QuarkusTest
class CombinedFeaturesTest extends ApiTest {
  private static final Instant CUTOFF = Instant.parse("2026-06-15T09:30:00Z");
  private static final LocalDate DUE = LocalDate.parse("2026-09-30");
  private static final LocalDate START = LocalDate.parse("2025-10-01");

  @Inject FeatureLoader loader;
  @Inject Portfolio portfolio;

  private static FeatureDefinition feature(Measure measure, FeatureGroup group, String kind, Integer window) {
    return new FeatureDefinition(
        measure.name().toLowerCase(), "x", group, measure.type(), measure, kind, null, null, null, window, null, null, null, List.of());
  }

  private FeatureVector load(FeatureSet set, UUID renewal, Instant cutoff) {
    FeatureQuery query = FeatureQueryBuilder.compile(set);
    FeatureBatch one = portfolio.in(tenant.id(), () -> loader.load(query, new UUID[] {renewal}, cutoff));
    FeatureBatch each =
        portfolio.in(tenant.id(), () -> loader.load(query, new UUID[] {renewal}, new Instant[] {cutoff}));
    assertEquals(one.vector(0), each.vector(0), "both plans agree");
    return one.vector(0);
  }

  @Test
  void aCoTermedDecisionReadsTheLinesOfAllItsContracts() {
    UUID customer = portfolio.customer(tenant.id(), "Acme", "MID_MARKET");
    UUID one = portfolio.contract(tenant.id(), customer, START, DUE);
    UUID two = portfolio.contract(tenant.id(), customer, START, DUE);
    UUID alone = portfolio.contract(tenant.id(), customer, START, DUE);
    portfolio.line(tenant.id(), customer, one, 1, "300", "10", START, DUE);
    portfolio.line(tenant.id(), customer, two, 1, "100", "30", START, DUE);
    portfolio.line(tenant.id(), customer, alone, 1, "900", "90", START, DUE);
    UUID renewal = portfolio.renewal(tenant.id(), customer, one, DUE, DUE.minusDays(30), "4800");
    UUID group = UUID.randomUUID();
    FeatureSet set =
        new FeatureSet(
            "c", 1,
            List.of(
                feature(Measure.LINE_COUNT, FeatureGroup.CUSTOMER, null, null),
                feature(Measure.DISCOUNT_PERCENT, FeatureGroup.CUSTOMER, null, null)));
    assertEquals(1, load(set, renewal, CUTOFF).value(0), "a term of its own reads its own lines");
    portfolio.sql(
        tenant.id(),
        "UPDATE app.contract SET version = version + 1, co_term_group_id = :group WHERE tenant_id = :tenant AND id = ANY(:ids)",
        Map.of("group", group, "ids", new UUID[] {one, two}));
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = version + 1, kind = 'CO_TERM', co_term_group_id = :group"
            + " WHERE tenant_id = :tenant AND id = :id",
        Map.of("group", group, "id", renewal));
    FeatureVector together = load(set, renewal, CUTOFF);
    assertEquals(2, together.value(0));
    assertEquals(15, together.value(1), 1e-9, "300 at 10% and 100 at 30%");
  }

  @Test
  void factsOfADuplicateCountFromWhenItWasMerged() {
    UUID survivor = portfolio.customer(tenant.id(), "Acme", "MID_MARKET");
    UUID duplicate = portfolio.customer(tenant.id(), "ACME", "MID_MARKET");
    UUID renewal = portfolio.renewal(tenant.id(), survivor, DUE, "4800");
    portfolio.store(
        tenant.id(),
        List.of(
            Fact.of(survivor, "USAGE", "logins", CUTOFF.minus(Duration.ofDays(20)), 1.0),
            Fact.of(duplicate, "USAGE", "logins", CUTOFF.minus(Duration.ofDays(19)), 1.0)));
    FeatureSet set = new FeatureSet("f", 1, List.of(feature(Measure.COUNT, FeatureGroup.USAGE, "USAGE", 90)));
    assertEquals(1, load(set, renewal, CUTOFF).value(0));
    Instant merged = CUTOFF.minus(Duration.ofDays(5));
    portfolio.sql(
        tenant.id(),
        "INSERT INTO app.alias (tenant_id, resource_type, alias_id, survivor_id, from_at)"
            + " VALUES (:tenant, 'customer', :alias, :survivor, :at)",
        Map.of("alias", duplicate, "survivor", survivor, "at", merged));
    assertEquals(2, load(set, renewal, CUTOFF).value(0));
    assertEquals(1, load(set, renewal, merged.minusSeconds(1)).value(0), "what was not known then does not leak");
    portfolio.sql(
        tenant.id(), "UPDATE app.alias SET to_at = :at WHERE tenant_id = :tenant",
        Map.of("at", CUTOFF.minus(Duration.ofDays(1))));
    assertEquals(1, load(set, renewal, CUTOFF).value(0), "parted again");
    assertEquals(2, load(set, renewal, CUTOFF.minus(Duration.ofDays(2))).value(0), "as it was known then");
  }
}
