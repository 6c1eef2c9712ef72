package dev.perennial.scoring.numeric;

/** The gamma function's logarithm and its second derivative, by Stirling's series from 12 on. */
public final class Gamma {
  private static final double LARGE = 12;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private Gamma() {}

  /** ln Gamma(x), x above 0; about 14 digits. */
  public static double log(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < LARGE) {
      product *= shifted;
      shifted += 1;
    }
    double square = 1 / (shifted * shifted);
    double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / shifted;
    return (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + series - StrictMath.log(product);
  }

  /** The variance of ln of a gamma variable of shape x, x above 0. */
  public static double trigamma(double x) {
    double shifted = x;
    double sum = 0;
    while (shifted < LARGE) {
      sum += 1 / (shifted * shifted);
      shifted += 1;
    }
    double square = 1 / (shifted * shifted);
    double series = square * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square / 30)));
    return sum + (1 + (0.5 + series * shifted) / shifted) / shifted;
  }
}
