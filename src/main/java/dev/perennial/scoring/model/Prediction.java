package dev.perennial.scoring.model;

import java.util.Arrays;

/**
 * The risk of one renewal, with the parts it is the exact sum of. Equal where every bit is.
 *
 * @param probability P(not renewed), 0 to 1
 * @param logOdds ln(p/(1-p)); equals baselineLogOdds + sum of contributions + calibration
 * @param lower lower end of the 95% interval of the probability
 * @param upper upper end of the 95% interval of the probability
 * @param contributions log-odds per feature, in the order of the feature set
 * @param baselineLogOdds log-odds where every feature stands at its reference
 * @param calibration log-odds added by calibration on the model's output; 0 where there is none
 * @param coverage share of the features the model uses whose source is connected, 0 to 1
 */
public record Prediction(
    double probability,
    double logOdds,
    double lower,
    double upper,
    double[] contributions,
    double baselineLogOdds,
    double calibration,
    double coverage) {

  /** How far the parts may be from the whole, in log-odds. */
  public static final double TOLERANCE = 1e-12;

  /**
   * @throws IllegalArgumentException where the parts do not add up, or the probability and its
   *     interval are not ordered within 0 to 1
   */
  public Prediction {
    contributions = contributions.clone();
    double sum = baselineLogOdds;
    for (double contribution : contributions) {
      sum += contribution;
    }
    sum += calibration;
    // Written so that NaN fails as well.
    if (!(StrictMath.abs(sum - logOdds) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "the parts add up to " + sum + ", but the log-odds are " + logOdds);
    }
    if (!(0 <= lower && lower <= probability && probability <= upper && upper <= 1)) {
      throw new IllegalArgumentException(
          "not a probability with its interval: " + lower + " " + probability + " " + upper);
    }
  }

  /** A copy of the contributions. */
  @Override
  public double[] contributions() {
    return contributions.clone();
  }

  /** Contribution of one feature, in log-odds. */
  public double contribution(int feature) {
    return contributions[feature];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prediction that
        && sameBits(probability, that.probability)
        && sameBits(logOdds, that.logOdds)
        && sameBits(lower, that.lower)
        && sameBits(upper, that.upper)
        && sameBits(baselineLogOdds, that.baselineLogOdds)
        && sameBits(calibration, that.calibration)
        && sameBits(coverage, that.coverage)
        && Arrays.equals(contributions, that.contributions);
  }

  private static boolean sameBits(double one, double other) {
    return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(logOdds) + Arrays.hashCode(contributions);
  }
}
