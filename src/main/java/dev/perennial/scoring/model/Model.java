package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;

/**
 * One immutable model version. Additive: the contribution of a feature depends on that feature
 * alone, so that reasons and differences add up.
 */
public interface Model {
  /** Name of the model. */
  String code();

  /** Version of the model, 1 and up. */
  int version();

  /** The feature set whose vectors it reads. */
  FeatureSet featureSet();

  /** True where the feature can ever move the score. */
  boolean uses(int feature);

  /** How a feature's part is told to people, given its value (NaN unless its state is VALUE). */
  FeatureWording wording(int feature, double value);

  /**
   * The score of one vector.
   *
   * @throws IllegalArgumentException where the vector is of another feature set
   */
  Prediction predict(FeatureVector vector);

  /** The batch form: the same bits, without objects. */
  BatchScorer batch();
}
