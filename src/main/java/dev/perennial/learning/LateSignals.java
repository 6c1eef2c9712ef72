package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds signals that mostly come when the decision has fallen, or nearly: what they say at a cut-off long before is little,
 * and where a clock is wrong they tell the answer.
 */
@Singleton
class LateSignals {
  /** Share of a signal's occurrences after the decision, or so near the due date, above which it is quarantined. */
  private static final double MOST_LATE = 0.8;

  private static final int NEAR_DAYS = 45;
  private static final int FEWEST = 20;

  private static final String COUNT =
      """
      SELECT s.kind, s.type, count(*) AS occurrences,
             count(*) FILTER (WHERE s.occurred_at >= least(r.due - CAST(:near AS int), r.decided + 1)) AS late
      FROM unnest(:customers, CAST(:dues AS date[]), CAST(:decisions AS date[])) AS r(customer_id, due, decided)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.customer_id = r.customer_id
        AND s.occurred_at >= r.due - 365 AND s.occurred_at < r.due + 30
      WHERE NOT s.retracted AND s.revision = 0 AND s.kind = ANY(:kinds)
      GROUP BY s.kind, s.type
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  LateSignals(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  private record Occurrences(String kind, String type, long all, long late) {}

  /** What must not be used until a person confirms it. */
  List<ModelTraining.Quarantined> of(FeatureSet set, List<SampledRenewal> renewals, Collection<String> confirmed) {
    String[] kinds =
        set.features().stream()
            .map(FeatureDefinition::signalKinds)
            .flatMap(Set::stream)
            .distinct()
            .toArray(String[]::new);
    List<ModelTraining.Quarantined> found = new ArrayList<>();
    if (kinds.length == 0 || renewals.isEmpty()) {
      return found;
    }
    List<Occurrences> counted = count(renewals, kinds);
    for (FeatureDefinition feature : set.features()) {
      long all = 0;
      long late = 0;
      for (Occurrences one : counted) {
        boolean read = feature.reads(one.kind, one.type);
        all += read ? one.all : 0;
        late += read ? one.late : 0;
      }
      if (all >= FEWEST && late > MOST_LATE * all && !confirmed.contains(feature.code())) {
        found.add(new ModelTraining.Quarantined(feature.code(), reason(all, late)));
      }
    }
    return found;
  }

  private static String reason(long all, long late) {
    return String.format(
        Locale.ROOT,
        "%.0f%% of its %d occurrences came after the decision or within %d days of the due date: it probably follows the"
            + " decision. Name it in confirmedFeatures of the next version if it really is known before.",
        100.0 * late / all,
        all,
        NEAR_DAYS);
  }

  private List<Occurrences> count(List<SampledRenewal> renewals, String[] kinds) {
    UUID[] customers = renewals.stream().map(SampledRenewal::customerId).toArray(UUID[]::new);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COUNT)
                .bind("tenant", callers.tenantId())
                .bind("near", NEAR_DAYS)
                .bind("customers", customers)
                .bind("dues", days(renewals.stream().map(SampledRenewal::dueDate).toList()))
                .bind("decisions", days(renewals.stream().map(SampledRenewal::decidedDate).toList()))
                .bind("kinds", kinds)
                .map(
                    (row, context) ->
                        new Occurrences(
                            row.getString("kind"),
                            Objects.requireNonNullElse(row.getString("type"), ""),
                            row.getLong("occurrences"),
                            row.getLong("late")))
                .list());
  }

  private static String[] days(List<LocalDate> days) {
    return days.stream().map(LocalDate::toString).toArray(String[]::new);
  }
}
