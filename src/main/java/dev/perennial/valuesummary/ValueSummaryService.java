package dev.perennial.valuesummary;

import dev.perennial.criterion.CriteriaGaps;
import dev.perennial.criterion.PurchaseCriterionService;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.successmetric.SuccessMetricService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers a value summary. */
@ApplicationScoped
class ValueSummaryService {
  private final ValueFactRepository facts;
  private final SuccessMetricService metrics;
  private final PurchaseCriterionService criteria;
  private final Clock clock;

  ValueSummaryService(ValueFactRepository facts, SuccessMetricService metrics, PurchaseCriterionService criteria, Clock clock) {
    this.facts = facts;
    this.metrics = metrics;
    this.criteria = criteria;
    this.clock = clock;
  }

  /** @throws ProblemException when the tenant has, or had then, no such renewal */
  ValueSummaryView of(UUID renewal, @Nullable PointInTime at) {
    Instant asOf = at == null ? clock.instant() : at.knownAt();
    ValueFactRepository.Facts known =
        facts.read(renewal, at, asOf).orElseThrow(() -> ProblemException.notFound("renewal"));
    CriteriaGaps gaps = criteria.gaps(known.family(), renewal, at);
    ValueLines lines = new ValueLines();
    MetricLines.add(metrics.ofFamily(known.family(), at), lines);
    CriterionLines.add(gaps, lines);
    SignalLines.add(known, lines);
    return new ValueSummaryView(
        known.renewal(), known.customer(), known.customerName(), known.dueDate(), known.decisionDeadlineDate(), asOf,
        gaps.state(), lines.evidence, lines.against, lines.missing);
  }
}
