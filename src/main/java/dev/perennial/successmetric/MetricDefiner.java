package dev.perennial.successmetric;

/** Who chose the measure. */
public enum MetricDefiner {
  CUSTOMER,
  JOINT,
  US
}
