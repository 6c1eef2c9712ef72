package dev.perennial.successmetric;

/** Which way is better. */
public enum MetricDirection {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER
}
