package dev.perennial.contract;

/** What one price covers: a month, a year, or the line's whole term. */
public enum AmountPeriod {
  MONTH,
  YEAR,
  TERM
}
