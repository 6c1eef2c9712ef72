package dev.perennial.risk;

import dev.perennial.scoring.health.HealthScore;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.ScoreArrays;

/**
 * The scores of a batch of renewals, row by row with what they were made from. The arrays belong to
 * the batch.
 *
 * @param health overall, 0 to 100, per row
 */
@SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
record ScoreBatch(ScoringModel model, FeatureBatch features, ScoreArrays results, double[] health) {

  /**
   * @throws IllegalStateException where the parts of a score do not add up to it: nothing of the
   *     batch may be stored
   */
  static ScoreBatch of(ScoringModel model, FeatureBatch features) {
    int rows = features.size();
    int width = model.featureSet().size();
    ScoreArrays results = ScoreArrays.of(rows, width);
    model.model().batch().score(features.values(), features.states(), rows, results);
    double[] health = new double[rows];
    for (int row = 0; row < rows; row++) {
      checkSum(model, results, row, width);
      health[row] = HealthScore.overall(model.featureSet(), results.contributions(), row * width);
    }
    return new ScoreBatch(model, features, results, health);
  }

  private static void checkSum(ScoringModel model, ScoreArrays results, int row, int width) {
    double sum = model.model().batch().baselineLogOdds();
    for (int feature = 0; feature < width; feature++) {
      sum += results.contributions()[row * width + feature];
    }
    sum += results.calibration()[row];
    if (!(StrictMath.abs(sum - results.logOdds()[row]) <= Prediction.TOLERANCE)) {
      throw new IllegalStateException(
          "the parts add up to " + sum + ", but the log-odds are " + results.logOdds()[row]);
    }
  }

  int size() {
    return features.size();
  }
}
