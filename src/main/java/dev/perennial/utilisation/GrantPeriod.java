package dev.perennial.utilisation;

/** Over what a quantity is granted; AT_A_TIME, like seats, is no quota and is never reset. */
public enum GrantPeriod {
  MONTH,
  QUARTER,
  YEAR,
  TERM,
  AT_A_TIME
}
