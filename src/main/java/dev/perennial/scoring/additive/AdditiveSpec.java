package dev.perennial.scoring.additive;

import dev.perennial.scoring.logistic.LogisticSpec;

/**
 * How an additive model is trained.
 *
 * @param logistic the logistic model it starts from
 * @param bins most bins of a number, 2 to 64
 * @param pairs most pairs, 0 for none
 * @param pairBins most groups of a column within a pair, 2 to 32
 * @param bags models averaged, 2 or more: each leaves another part of the customers out, which stops it
 * @param learningRate share of each step taken, above 0, at most 1
 * @param maximumRounds most rounds over all columns, and then over all pairs
 * @param patience rounds without a gain on the held-out part after which a bag stops
 * @param leafPenalty penalty on a leaf's size (lambda), 0 or more
 * @param minimumInformation least sum of p(1-p) in a leaf
 * @param levelDeviation prior standard deviation of what is added to a level's or a silence's log-odds
 */
public record AdditiveSpec(
    LogisticSpec logistic,
    int bins,
    int pairs,
    int pairBins,
    int bags,
    double learningRate,
    int maximumRounds,
    int patience,
    double leafPenalty,
    double minimumInformation,
    double levelDeviation) {
  public AdditiveSpec {
    if (bins < 2 || bins > 64 || pairs < 0 || pairBins < 2 || pairBins > 32 || bags < 2) {
      throw new IllegalArgumentException("bins 2 to 64, pair bins 2 to 32, bags 2 or more");
    }
    if (!(learningRate > 0 && learningRate <= 1) || !(leafPenalty >= 0) || !(levelDeviation > 0)) {
      throw new IllegalArgumentException("learning rate above 0 to 1, penalties not below 0");
    }
  }

  /** What is sensible for anyone. */
  public static AdditiveSpec standard() {
    return new AdditiveSpec(LogisticSpec.ridge(), 64, 12, 16, 8, 0.05, 400, 20, 1, 2, 0.5);
  }
}
