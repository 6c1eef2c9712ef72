package dev.perennial.scoring.programme;

/**
 * What a comparison of means needs to know of a group.
 *
 * @param size 2 or more
 * @param mean in the unit of the values
 * @param variance with divisor size - 1, 0 or more
 */
public record SampleSummary(long size, double mean, double variance) {
  /**
   * @throws IllegalArgumentException where there are fewer than two values or one is not finite
   */
  public SampleSummary {
    if (size < 2 || !Double.isFinite(mean) || !(variance >= 0) || Double.isInfinite(variance)) {
      throw new IllegalArgumentException("a group holds two finite values or more, not " + size);
    }
  }

  /** The summary of the values, in two passes. */
  public static SampleSummary of(double... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a group holds two finite values or more, not " + values.length);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new SampleSummary(values.length, mean, squares / (values.length - 1));
  }

  /** Variance of the mean. */
  double variancePerSize() {
    return variance / size;
  }
}
