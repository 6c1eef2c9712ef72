package dev.perennial.scoring.numeric;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A straight line through points by ordinary least squares, with how sure its slope is. The standard error takes the
 * residuals as independent.
 *
 * @param slope units of y per unit of x
 * @param intercept the line at x = 0
 * @param standardError of the slope
 * @param degreesOfFreedom points less 2
 */
public record LinearTrend(double slope, double intercept, double standardError, int degreesOfFreedom) {
  /** With two points a line fits always, and nothing is left to tell its error. */
  public static final int FEWEST_POINTS = 3;

  /**
   * The line through (x, y).
   *
   * @throws IllegalArgumentException with fewer than three points, or all at one x
   */
  public static LinearTrend of(double[] x, double[] y) {
    int points = x.length;
    if (points < FEWEST_POINTS || y.length != points) {
      throw new IllegalArgumentException("a trend takes three points: " + points + " and " + y.length);
    }
    double meanX = mean(x, 0);
    // From the first value on: what never changes has a slope of exactly 0.
    double meanY = mean(y, y[0]);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < points; i++) {
      squares += (x[i] - meanX) * (x[i] - meanX);
      products += (x[i] - meanX) * (y[i] - y[0] - meanY);
    }
    if (!(squares > 0)) {
      throw new IllegalArgumentException("all points are at one place");
    }
    double slope = products / squares;
    double residuals = 0;
    for (int i = 0; i < points; i++) {
      double residual = y[i] - y[0] - meanY - slope * (x[i] - meanX);
      residuals += residual * residual;
    }
    int freedom = points - 2;
    return new LinearTrend(
        slope, y[0] + meanY - slope * meanX, StrictMath.sqrt(residuals / freedom / squares), freedom);
  }

  private static double mean(double[] values, double origin) {
    double sum = 0;
    for (double value : values) {
      sum += value - origin;
    }
    return sum / values.length;
  }

  /** The line at x. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /** Student's interval of the slope. */
  public Interval interval(Confidence confidence) {
    double quantile = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(confidence.tail());
    return Interval.around(slope, quantile * standardError);
  }
}
