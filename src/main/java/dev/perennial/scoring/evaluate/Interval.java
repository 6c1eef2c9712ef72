package dev.perennial.scoring.evaluate;

/** An estimate with its 95% interval. NaN where there is none. */
public record Interval(double estimate, double lower, double upper) {
  /** 97.5% quantile of the standard normal distribution: R 4.x {@code qnorm(0.975)}. */
  static final double Z_95 = 1.959963984540054;

  /** Nothing can be said. */
  static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

  /** Wilson's interval of a rate. */
  public static Interval wilson(int hits, int rows) {
    if (rows == 0) {
      return NONE;
    }
    double rate = hits / (double) rows;
    double square = Z_95 * Z_95;
    double middle = (rate + square / (2 * rows)) / (1 + square / rows);
    double half =
        Z_95 * StrictMath.sqrt(rate * (1 - rate) / rows + square / (4.0 * rows * rows)) / (1 + square / rows);
    double lower = hits == 0 ? 0 : middle - half;
    double upper = hits == rows ? 1 : middle + half;
    return new Interval(rate, lower, upper);
  }
}
