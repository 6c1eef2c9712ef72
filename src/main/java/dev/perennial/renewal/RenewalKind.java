package dev.perennial.renewal;

/** What a renewal decides. */
public enum RenewalKind {
  /** The end of a contract. */
  TERM,
  /** One recurring line that ends before its contract, with no later line of its product. */
  LINE,
  /** The common end of contracts that were given one. */
  CO_TERM,
  /** Whether a contract without an end goes on: one rolling decision. */
  EVERGREEN
}
