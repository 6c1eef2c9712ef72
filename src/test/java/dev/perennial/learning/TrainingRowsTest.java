package dev.perennial.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.risk.Fact;
import dev.perennial.risk.Portfolio;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which decided renewals teach, and that nothing of the time after their cut-offs does. */
@QuarkusTest
class TrainingRowsTest extends ApiTest {
  private static final LocalDate DUE = LocalDate.parse("2026-06-30");
  private static final LocalDate CUTOFF = DUE.minusDays(60);
  private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
  private static final FeatureSet SET =
      new FeatureSet(
          "s",
          1,
          List.of(
              new FeatureDefinition(
                  "events", "Events", FeatureGroup.RELATIONSHIP, FeatureType.NUMERIC, Measure.COUNT, "EVENT", null, null,
                  null, 90, null, null, null, List.of()),
              new FeatureDefinition(
                  "industry", "Industry", FeatureGroup.CUSTOMER, FeatureType.CATEGORICAL, Measure.ATTRIBUTE_TEXT, null,
                  null, null, null, null, null, "industry", null, List.of("retail", "health")),
              new FeatureDefinition(
                  "usage", "Usage", FeatureGroup.USAGE, FeatureType.NUMERIC, Measure.COUNT, "USAGE", null, null, null, 30,
                  null, null, null, List.of())));

  @Inject TrainingRows rows;
  @Inject Portfolio portfolio;

  @BeforeEach
  void setTime() {
    clock.set(Instant.parse("2026-11-02T12:00:00Z"));
  }

  private UUID decided(UUID customer, LocalDate due, String outcome, String source, LocalDate day) {
    UUID contract = portfolio.contract(tenant.id(), customer, due.minusYears(1).plusDays(1), due);
    UUID renewal = portfolio.renewal(tenant.id(), customer, contract, due, due.minusDays(30), "1000");
    portfolio.decided(tenant.id(), renewal, outcome, source, day);
    return renewal;
  }

  private UUID customer() {
    return portfolio.customer(tenant.id(), "C " + UUID.randomUUID(), "ENTERPRISE");
  }

  private TrainingSample load(SampleSelection selection) {
    return portfolio.in(tenant.id(), () -> rows.load(SET, selection));
  }

  private static List<UUID> ids(TrainingSample sample) {
    return sample.renewals().stream().map(SampledRenewal::renewalId).toList();
  }

  @Test
  void decidedRenewalsTeachWhatWasKnownAtTheirCutOffs() {
    UUID lostCustomer = customer();
    UUID lost = decided(lostCustomer, DUE, "NOT_RENEWED", "RECORDED", DUE.minusDays(10));
    UUID renewed = decided(customer(), DUE, "RENEWED", "AUTO", DUE.minusDays(40));
    UUID early = decided(customer(), DUE, "TERMINATED_EARLY", "RECORDED", CUTOFF);
    decided(customer(), DUE, "VOIDED", "RECORDED", DUE.minusDays(10));
    UUID inferred = decided(customer(), DUE, "RENEWED", "INFERRED", DUE);
    decided(customer(), DUE, "NOT_RENEWED", "RECORDED", CUTOFF.minusDays(1)); // decided before its cut-off
    portfolio.renewal(tenant.id(), customer(), DUE, "1000"); // pending is at risk, not renewed
    UUID noticed = decided(customer(), DUE, "NOT_RENEWED", "RECORDED", DUE);
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = version + 1, notice_received_date = :day WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", noticed, "day", CUTOFF.minusDays(3)));
    Instant cutoff = CUTOFF.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(lostCustomer, "EVENT", "x", cutoff.minusSeconds(1), null)); // counts
    facts.add(Fact.of(lostCustomer, "EVENT", "x", cutoff, null)); // happened at the cut-off
    Fact before = Fact.of(lostCustomer, "EVENT", "x", cutoff.minusSeconds(9), null);
    facts.add( // known too late
        new Fact(
            before.sourceId(), 0, lostCustomer, before.occurredAt(), cutoff.plusSeconds(1), "EVENT", "x", null, null, null,
            null, null, null, false, null));
    facts.add(Fact.of(lostCustomer, "USAGE", "x", cutoff.plusSeconds(5), null)); // nothing was connected at the cut-off
    portfolio.store(tenant.id(), facts);

    TrainingSample sample = load(SampleSelection.decidedUntil(TODAY));
    assertEquals(java.util.Set.of(lost, renewed, early), java.util.Set.copyOf(ids(sample)));
    assertEquals(2, sample.losses());
    int row = ids(sample).indexOf(lost);
    TrainingColumn events = sample.table().columns().getFirst();
    assertEquals(1, events.value(row));
    assertEquals(0, events.value(ids(sample).indexOf(renewed)));
    assertEquals(1, sample.table().columns().get(1).value(row)); // industry: health
    assertEquals(2, sample.table().columns().get(2).state(row)); // usage: not connected
    assertEquals(DUE.minusDays(10).toEpochDay(), sample.table().time(row));
    assertEquals(CUTOFF, sample.renewals().get(row).cutoffDay());

    SampleSelection with = new SampleSelection(60, TODAY, null, null, true, null, null, null);
    assertEquals(4, load(with).size());
    assertEquals(true, ids(load(with)).contains(inferred));
    assertEquals(List.of(early), ids(load(SampleSelection.decidedUntil(CUTOFF))));
    SampleSelection chosen =
        new SampleSelection(60, TODAY, null, null, false, null, new UUID[] {renewed}, new UUID[] {lostCustomer});
    assertEquals(java.util.Set.of(lost, renewed), java.util.Set.copyOf(ids(load(chosen))));
    SampleSelection later = new SampleSelection(60, TODAY, DUE.plusDays(1), null, false, null, null, null);
    assertEquals(0, load(later).size());
    assertNull(load(later).table());
  }

  @Test
  void anEvergreenContractTeachesByPeriods() {
    LocalDate start = TODAY.minusDays(400); // four whole periods of 90 days
    UUID leaver = customer();
    UUID gone = evergreen(leaver, start);
    UUID stays = evergreen(customer(), start);
    UUID underNotice = evergreen(customer(), start);
    UUID late = evergreen(customer(), start); // notice in one period, gone in the next
    UUID succeeded = evergreen(customer(), start);
    UUID inferred = evergreen(customer(), start);
    portfolio.decided(tenant.id(), gone, "NOT_RENEWED", "RECORDED", start.plusDays(200));
    portfolio.decided(tenant.id(), late, "NOT_RENEWED", "RECORDED", start.plusDays(190));
    portfolio.decided(tenant.id(), succeeded, "RENEWED", "RECORDED", start.plusDays(200));
    portfolio.decided(tenant.id(), inferred, "NOT_RENEWED", "INFERRED", start.plusDays(100));
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = version + 1, notice_received_date = :day WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", underNotice, "day", start.plusDays(100)));
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = version + 1, notice_received_date = :day WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", late, "day", start.plusDays(170)));
    Map<UUID, String> names =
        Map.of(gone, "gone", stays, "stays", underNotice, "notice", late, "late", succeeded, "succeeded", inferred, "inferred");
    Instant second = start.plusDays(180).atStartOfDay(ZoneOffset.UTC).toInstant();
    portfolio.store(
        tenant.id(),
        List.of(
            Fact.of(leaver, "EVENT", "x", second.minusSeconds(5), null), Fact.of(leaver, "EVENT", "x", second.plusSeconds(5), null)));
    assertEquals(0, load(SampleSelection.decidedUntil(TODAY)).size());
    SampleSelection by90 = new SampleSelection(60, TODAY, null, null, false, 90, null, null);
    TrainingSample sample = load(by90);
    List<String> found = new ArrayList<>();
    for (int row = 0; row < sample.size(); row++) {
      SampledRenewal period = sample.renewals().get(row);
      String who = names.get(period.renewalId());
      found.add(
          who + " " + java.time.temporal.ChronoUnit.DAYS.between(start, period.cutoffDay()) + " "
              + java.time.temporal.ChronoUnit.DAYS.between(start, period.decidedDate()) + " " + period.lost() + " "
              + (int) sample.table().columns().getFirst().value(row));
    }
    found.sort(null);
    assertEquals(
        List.of(
            "gone 0 90 false 0", "gone 180 200 true 1", "gone 90 180 false 0", "inferred 0 90 false 0", "late 0 90 false 0",
            "late 90 190 true 0", "notice 0 90 false 0", "stays 0 90 false 0", "stays 180 270 false 0", "stays 270 360 false 0", "stays 90 180 false 0",
            "succeeded 0 90 false 0", "succeeded 90 180 false 0"),
        found);
    assertEquals(2, sample.losses());
    assertEquals(3, load(new SampleSelection(60, TODAY, null, null, true, 90, null, null)).losses());
    assertEquals(sample.digest(), load(by90).digest());
    // as of a day on which the loss was not known yet
    assertEquals(1, load(new SampleSelection(60, start.plusDays(199), null, null, false, 90, null, null)).losses());
  }

  private UUID evergreen(UUID customer, LocalDate start) {
    UUID contract = portfolio.contract(tenant.id(), customer, start, start.plusYears(1));
    portfolio.sql(
        tenant.id(), "UPDATE app.contract SET version = version + 1, end_date = NULL WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", contract));
    UUID renewal = portfolio.renewal(tenant.id(), customer, contract, start.plusYears(1), start.plusYears(1), "1000");
    portfolio.sql(
        tenant.id(),
        "UPDATE app.renewal SET version = version + 1, kind = 'EVERGREEN', due_date = NULL WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", renewal));
    return renewal;
  }

  @Test
  void theSameRowsHaveTheSameDigestAndTheDeadlineMayComeFirst() {
    UUID customer = customer();
    UUID renewal = decided(customer, DUE, "RENEWED", "RECORDED", DUE);
    TrainingSample once = load(SampleSelection.decidedUntil(TODAY));
    assertEquals(once.digest(), load(SampleSelection.decidedUntil(TODAY)).digest());
    SampleSelection near = new SampleSelection(10, TODAY, null, null, false, null, null, null);
    assertEquals(DUE.minusDays(30), load(near).renewals().getFirst().cutoffDay()); // the decision deadline
    assertNotEquals(once.digest(), load(near).digest());
    UUID other = tenants.create("other", "EUR").id();
    assertEquals(0, portfolio.in(other, () -> rows.load(SET, SampleSelection.decidedUntil(TODAY))).size());
    assertEquals(List.of(renewal), ids(once));
  }
}
