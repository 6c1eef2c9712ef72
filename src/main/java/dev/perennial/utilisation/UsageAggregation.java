package dev.perennial.utilisation;

/** How the signals of a period become its use. */
public enum UsageAggregation {
  SUM,
  MAXIMUM,
  COUNT
}
