package dev.perennial.scoring.baserate;

import dev.perennial.scoring.numeric.Gamma;

/**
 * Segments as draws from one beta distribution Beta(m p, m (1 - p)): the mean p is the rate of all rows, the
 * strength m (how many renewals the common rate is worth in each segment) maximises the beta-binomial
 * likelihood between 1 and a million (empirical Bayes).
 */
final class BetaBinomial {
  private static final double WEAKEST = 0;
  private static final double STRONGEST = StrictMath.log(1e6);
  private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
  private static final int STEPS = 80;

  private BetaBinomial() {}

  /** The strength m, by golden section on its logarithm. */
  static double strength(int[] losses, int[] rows, double rate) {
    double low = WEAKEST;
    double high = STRONGEST;
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (logLikelihood(losses, rows, rate, StrictMath.exp(left))
          >= logLikelihood(losses, rows, rate, StrictMath.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  /** Without the binomial coefficients, which do not depend on m. */
  static double logLikelihood(int[] losses, int[] rows, double rate, double strength) {
    double a = strength * rate;
    double b = strength * (1 - rate);
    double none = Gamma.log(a) + Gamma.log(b) - Gamma.log(strength);
    double sum = 0;
    for (int segment = 0; segment < rows.length; segment++) {
      sum +=
          Gamma.log(a + losses[segment])
              + Gamma.log(b + rows[segment] - losses[segment])
              - Gamma.log(strength + rows[segment])
              - none;
    }
    return sum;
  }
}
