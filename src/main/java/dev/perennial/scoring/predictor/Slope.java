package dev.perennial.scoring.predictor;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;

/**
 * A coefficient of a logistic regression.
 *
 * @param logOddsRatio above 0 raises the risk; per exposure, or per standard deviation of a number
 * @param standardError of it
 */
public record Slope(double logOddsRatio, double standardError) {
  /** Wald's two-sided p-value. */
  public double pValue() {
    return Confidence.twoSidedP(logOddsRatio / standardError);
  }

  /** e^coefficient with Wald's interval. */
  public Estimate oddsRatio(Confidence confidence) {
    double margin = confidence.z() * standardError;
    return Estimate.of(
        StrictMath.exp(logOddsRatio), StrictMath.exp(logOddsRatio - margin), StrictMath.exp(logOddsRatio + margin));
  }
}
