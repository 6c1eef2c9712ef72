package dev.perennial.scoring.numeric;

/**
 * An interval with both ends included; in the unit of what it surrounds. An end may be infinite
 * where the data set no bound.
 *
 * @param lower at most {@code upper}
 * @param upper at least {@code lower}
 */
public record Interval(double lower, double upper) {
  /**
   * @throws IllegalArgumentException where an end is not a number or the ends are swapped
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("not an interval: " + lower + " to " + upper);
    }
  }

  /** The interval {@code centre ± halfWidth}. */
  public static Interval around(double centre, double halfWidth) {
    return new Interval(centre - halfWidth, centre + halfWidth);
  }

  /** True where the value lies between the ends or on one. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }
}
