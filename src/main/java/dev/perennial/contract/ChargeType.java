package dev.perennial.contract;

/**
 * How a line is charged. Only recurring lines count in MRR and ARR; usage is what may come, not
 * what is contracted.
 */
public enum ChargeType {
  RECURRING,
  ONE_TIME,
  USAGE
}
