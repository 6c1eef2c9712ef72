package dev.perennial.scoring.numeric;

/**
 * Gauss's hypergeometric function by its series, 2F1(a, b; c; z) = Σ (a)_k (b)_k / (c)_k z^k / k!
 * (Abramowitz and Stegun, 15.1.1).
 */
public final class GaussHypergeometric {
  private static final int MAXIMUM_TERMS = 2_000_000;

  private GaussHypergeometric() {}

  /**
   * The sum of the series, to about 1e-14 relative where its terms have one sign.
   *
   * @param c above -1, not 0
   * @param z from 0, below 1
   * @throws IllegalArgumentException where an argument lies outside its range or the series does not
   *     settle within two million terms
   */
  public static double value(double a, double b, double c, double z) {
    if (!(c > -1 && c != 0) || !(z >= 0 && z < 1)) {
      throw new IllegalArgumentException("2F1 is computed for c > -1 and 0 <= z < 1: " + c + ", " + z);
    }
    double term = 1;
    double sum = 1;
    for (int k = 0; k < MAXIMUM_TERMS; k++) {
      double ratio = (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
      term *= ratio;
      sum += term;
      // What is left is about a geometric series in the ratio of the terms.
      double left = Math.abs(ratio) < 1 ? Math.abs(term / (1 - Math.max(ratio, z))) : Double.MAX_VALUE;
      if (left <= 1e-16 * Math.abs(sum)) {
        return sum;
      }
    }
    throw new IllegalArgumentException("2F1 did not settle at z = " + z);
  }
}
