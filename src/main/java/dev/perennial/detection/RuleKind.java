package dev.perennial.detection;

/** What a rule looks for: too much, more than usual, nothing, one after the other, nothing after something, a date. */
enum RuleKind {
  THRESHOLD,
  BURST,
  SILENCE,
  SEQUENCE,
  MISSING_EXPECTED,
  DATE_BASED
}
