package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.MeasureFamily;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Finds features over trigger events that the catalogue says happen because of the decision: they follow what they would tell. */
@Singleton
class DecisionEvents {
  private static final String DECISION_RELATED =
      "SELECT code FROM app.trigger_event_type WHERE tenant_id = :tenant AND decision_related AND code = ANY(:types)";

  private final Jdbi jdbi;
  private final CallerContext callers;

  DecisionEvents(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** What must not be used until a person confirms it. */
  List<ModelTraining.Quarantined> of(FeatureSet set, Collection<String> confirmed) {
    List<FeatureDefinition> features =
        set.features().stream()
            .filter(feature -> feature.measure().family() == MeasureFamily.TRIGGER_EVENT && !confirmed.contains(feature.code()))
            .toList();
    if (features.isEmpty()) {
      return List.of();
    }
    Set<String> related = related(features.stream().map(FeatureDefinition::signalType).filter(Objects::nonNull).toArray(String[]::new));
    return features.stream()
        .filter(feature -> related.contains(feature.signalType()))
        .map(feature -> new ModelTraining.Quarantined(feature.code(), reason(feature)))
        .toList();
  }

  private Set<String> related(String[] types) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DECISION_RELATED)
                .bind("tenant", callers.tenantId())
                .bind("types", types)
                .mapTo(String.class)
                .set());
  }

  private static String reason(FeatureDefinition feature) {
    return "the catalogue says that " + feature.signalType() + " happens because of the decision: it follows what it would tell."
        + " Name it in confirmedFeatures of the next version if it really is known at the cut-off.";
  }
}
