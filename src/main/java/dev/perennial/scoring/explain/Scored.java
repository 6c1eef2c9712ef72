package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;

/**
 * A score with what it was made from.
 *
 * @param model the model version that made it
 * @param vector what was known
 * @param prediction what came out, as stored
 */
public record Scored(Model model, FeatureVector vector, Prediction prediction) {
  public Scored {
    int features = model.featureSet().size();
    if (vector.size() != features || prediction.contributions().length != features) {
      throw new IllegalArgumentException("vector, prediction and model are not of one feature set");
    }
  }

  boolean sameModelAs(Scored other) {
    return model.code().equals(other.model.code())
        && model.version() == other.model.version()
        && model.featureSet().equals(other.model.featureSet());
  }
}
