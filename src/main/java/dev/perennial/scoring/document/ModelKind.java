package dev.perennial.scoring.document;

/** The kinds of learned models. */
public enum ModelKind {
  /** M0: the base rate, shrunk by segment. */
  BASE_RATE,
  /** M2: MAP logistic regression. */
  LOGISTIC,
  /** M3: additive with pairs, the logistic model as its offset. */
  ADDITIVE
}
