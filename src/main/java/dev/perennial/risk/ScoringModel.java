package dev.perennial.risk;

import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.model.Model;
import java.util.UUID;

/**
 * A model version ready to work: compiled, its features compiled to SQL. Immutable.
 */
record ScoringModel(UUID id, UUID featureSetId, Model model, CalibrationStatus calibrationStatus, FeatureQuery query) {
  static ScoringModel of(UUID id, UUID featureSetId, Model model, CalibrationStatus calibrationStatus) {
    return new ScoringModel(
        id, featureSetId, model, calibrationStatus, FeatureQueryBuilder.compile(model.featureSet()));
  }

  FeatureSet featureSet() {
    return model.featureSet();
  }
}
