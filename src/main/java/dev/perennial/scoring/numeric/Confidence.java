package dev.perennial.scoring.numeric;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A two-sided confidence level.
 *
 * @param level between 0 and 1, both excluded; 0.95 is usual
 */
public record Confidence(double level) {
  /** The usual level of 95%. */
  public static final Confidence NINETY_FIVE = new Confidence(0.95);

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @throws IllegalArgumentException where the level is not between 0 and 1
   */
  public Confidence {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a confidence level lies between 0 and 1: " + level);
    }
  }

  /** Probability left beyond each end, (1 - level)/2. */
  public double tail() {
    return (1 - level) / 2;
  }

  /** Normal quantile of 1 - {@link #tail}: 1.959964 at 95%. */
  public double z() {
    return NORMAL.inverseSurvivalProbability(tail());
  }

  /** Two-sided p-value of a standard normal statistic. */
  public static double twoSidedP(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }
}
