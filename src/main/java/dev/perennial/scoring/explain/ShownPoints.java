package dev.perennial.scoring.explain;

import java.math.BigDecimal;

/**
 * Turns log-odds into percentage points of probability between two scores.
 *
 * <p>Each log-odds part c becomes {@code 100 * c * (p1 - p0)/(L1 - L0)}: the mean slope of the
 * logistic function between the two, so that the parts add up to exactly 100 (p1 - p0). Where L1 =
 * L0 the slope is its limit, p0 (1 - p0).
 */
final class ShownPoints {
  /**
   * Below this distance the quotient loses more to cancellation than the limit loses to curvature;
   * the limit is then off by less than 1e-12 x 0.05 in probability.
   */
  private static final double SAME_LOG_ODDS = 1e-6;

  private final double slope;
  private final long totalTenths;

  ShownPoints(double fromProbability, double fromLogOdds, double probability, double logOdds) {
    double distance = logOdds - fromLogOdds;
    slope =
        StrictMath.abs(distance) < SAME_LOG_ODDS
            ? fromProbability * (1 - fromProbability)
            : (probability - fromProbability) / distance;
    totalTenths = tenths(probability) - tenths(fromProbability);
  }

  /** Percentage points of one part; exact, not rounded. */
  double percentagePoints(double logOdds) {
    return 100 * logOdds * slope;
  }

  /**
   * Percentage points with one decimal for people: they add up to the difference of the two
   * probabilities as shown with one decimal.
   *
   * @param logOdds all the parts between the two scores
   */
  BigDecimal[] shown(double[] logOdds) {
    double[] exactTenths = new double[logOdds.length];
    for (int index = 0; index < logOdds.length; index++) {
      exactTenths[index] = 10 * percentagePoints(logOdds[index]);
    }
    long[] rounded = LargestRemainder.allocate(exactTenths, totalTenths);
    BigDecimal[] shown = new BigDecimal[rounded.length];
    for (int index = 0; index < shown.length; index++) {
      shown[index] = BigDecimal.valueOf(rounded[index], 1);
    }
    return shown;
  }

  /** What the shown points add up to. */
  BigDecimal total() {
    return BigDecimal.valueOf(totalTenths, 1);
  }

  /** A probability in percent as shown: one decimal, half up. */
  static BigDecimal percent(double probability) {
    return BigDecimal.valueOf(tenths(probability), 1);
  }

  private static long tenths(double probability) {
    return (long) StrictMath.floor(1000 * probability + 0.5);
  }
}
