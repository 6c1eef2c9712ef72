package dev.perennial.scoring.model;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;

/** A model as flat arrays: one renewal and a million go through the same lines and get the same bits. */
public interface BatchScorer {
  /** Features per row. */
  int features();

  /** Log-odds with every feature at its reference. */
  double baselineLogOdds();

  /** True where the feature can ever move the score. */
  boolean uses(int feature);

  /**
   * Scores rows 0 to {@code rows - 1}. Safe for many threads.
   *
   * @param values row after row, one per feature; read only where the state is VALUE
   * @param states row after row, {@code FeatureState.code()} of each feature
   * @param out room for at least so many rows
   * @throws IllegalArgumentException where a row holds a number that is not finite or a level that
   *     the feature does not have, or an array is too short
   */
  void score(double[] values, byte[] states, int rows, ScoreArrays out);

  /**
   * One row of a model's batch form as a prediction.
   *
   * @throws IllegalArgumentException where the vector is of another feature set
   */
  static Prediction predict(Model model, FeatureVector vector) {
    FeatureSet read = model.featureSet();
    FeatureSet given = vector.featureSet();
    if (given != read && !given.equals(read)) {
      throw new IllegalArgumentException(
          "%s reads feature set %s version %d, not %s version %d"
              .formatted(model.code(), read.code(), read.version(), given.code(), given.version()));
    }
    BatchScorer scorer = model.batch();
    ScoreArrays out = ScoreArrays.of(1, read.size());
    scorer.score(vector.values(), vector.stateCodes(), 1, out);
    return new Prediction(
        out.probability()[0],
        out.logOdds()[0],
        out.lower()[0],
        out.upper()[0],
        out.contributions(),
        scorer.baselineLogOdds(),
        out.calibration()[0],
        out.coverage()[0]);
  }
}
