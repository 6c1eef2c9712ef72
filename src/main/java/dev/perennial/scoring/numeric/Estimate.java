package dev.perennial.scoring.numeric;

/**
 * An estimate with its confidence interval, both in the same unit. A ratio may be infinite and its
 * interval open where a cell is empty; {@link #finite} tells.
 *
 * @param value the estimate
 * @param interval the interval at the level asked for
 */
public record Estimate(double value, Interval interval) {
  public static Estimate of(double value, double lower, double upper) {
    return new Estimate(value, new Interval(lower, upper));
  }

  /** True where the value and both ends are finite, so that JSON can carry them. */
  public boolean finite() {
    return Double.isFinite(value)
        && Double.isFinite(interval.lower())
        && Double.isFinite(interval.upper());
  }
}
