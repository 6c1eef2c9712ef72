package dev.perennial.finance;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much of what is due will be renewed, when each decision is renewed in full or lost, independently of the others,
 * with a known probability. Independence makes the spread too narrow where one cause hits many customers.
 */
public final class RenewedAmount {
  /** Up to so many decisions all 2ⁿ combinations are looked at; beyond, the sum is close to normal. */
  public static final int MOST_EXACT = 12;

  private static final double[] LEVELS = {0.1, 0.5, 0.9};
  private static final double ROUNDING = 1e-12;

  private RenewedAmount() {}

  /** Expected amount of one decision: (1 − p) × amount; p is the probability of loss. */
  public static double mean(double amount, double loss) {
    return amount * (1 - loss);
  }

  /** Variance of one decision: p (1 − p) × amount². */
  public static double variance(double amount, double loss) {
    return loss * (1 - loss) * amount * amount;
  }

  /**
   * Exact quantiles: the smallest sum that is reached with at least the chance asked for.
   *
   * @param amounts what each decision is worth, any unit, none negative
   * @param losses probability of loss of each, 0 to 1
   * @throws IllegalArgumentException for more than {@link #MOST_EXACT} decisions or arrays of unequal length
   */
  public static Quantiles exact(double[] amounts, double[] losses) {
    if (amounts.length != losses.length || amounts.length > MOST_EXACT) {
      throw new IllegalArgumentException(amounts.length + " amounts and " + losses.length + " probabilities");
    }
    int combinations = 1 << amounts.length;
    double[][] sums = new double[combinations][];
    for (int combination = 0; combination < combinations; combination++) {
      double sum = 0;
      double chance = 1;
      for (int i = 0; i < amounts.length; i++) {
        boolean renewed = (combination >> i & 1) == 1;
        sum += renewed ? amounts[i] : 0;
        chance *= renewed ? 1 - losses[i] : losses[i];
      }
      sums[combination] = new double[] {sum, chance};
    }
    Arrays.sort(sums, Comparator.comparingDouble(sum -> sum[0]));
    double[] values = new double[LEVELS.length];
    for (int i = 0; i < LEVELS.length; i++) {
      values[i] = quantile(sums, LEVELS[i]);
    }
    return new Quantiles(values[0], values[1], values[2], QuantileMethod.EXACT);
  }

  private static double quantile(double[][] sums, double level) {
    double cumulated = 0;
    for (double[] sum : sums) {
      cumulated += sum[1];
      if (cumulated >= level - ROUNDING) {
        return sum[0];
      }
    }
    return sums[sums.length - 1][0];
  }

  /**
   * Quantiles of a normal distribution, none below 0 or above {@code most}.
   *
   * @param mean sum of the means
   * @param variance sum of the variances
   * @param most sum of the amounts
   */
  public static Quantiles normal(double mean, double variance, double most) {
    double[] values = new double[LEVELS.length];
    for (int i = 0; i < LEVELS.length; i++) {
      double value =
          variance <= 0
              ? mean
              : NormalDistribution.of(mean, StrictMath.sqrt(variance)).inverseCumulativeProbability(LEVELS[i]);
      values[i] = Math.min(most, Math.max(0, value));
    }
    return new Quantiles(values[0], values[1], values[2], QuantileMethod.NORMAL_APPROXIMATION);
  }
}
