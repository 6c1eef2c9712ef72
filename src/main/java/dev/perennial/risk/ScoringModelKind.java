package dev.perennial.risk;

import dev.perennial.scoring.document.ModelKind;

/** Where a model's numbers come from: SCORECARD from people, EXTERNAL from another tool, the others from decided renewals. */
public enum ScoringModelKind {
  /** Odds ratios stated by people. */
  SCORECARD,
  /** The loss rate, shrunk by segment. */
  BASE_RATE,
  /** Logistic regression with priors. */
  LOGISTIC,
  /** Shapes and pairs on top of the logistic one. */
  ADDITIVE,
  /** Another tool: its probabilities are loaded and judged, and nothing here can score with it. */
  EXTERNAL;

  /** Whether outcomes make it. */
  public boolean learned() {
    return this != SCORECARD && this != EXTERNAL;
  }

  /** The same as the trainer knows it. */
  public ModelKind trained() {
    return ModelKind.valueOf(name());
  }
}
