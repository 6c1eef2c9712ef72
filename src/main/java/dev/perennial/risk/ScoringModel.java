package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.model.Scorecard;
import java.util.UUID;

/**
 * A model version ready to work: its scorecard compiled, its features compiled to SQL. Immutable.
 */
record ScoringModel(UUID id, UUID featureSetId, Scorecard scorecard, FeatureQuery query) {
  static ScoringModel of(UUID id, UUID featureSetId, Scorecard scorecard) {
    return new ScoringModel(
        id, featureSetId, scorecard, FeatureQueryBuilder.compile(scorecard.featureSet()));
  }

  FeatureSet featureSet() {
    return scorecard.featureSet();
  }
}
