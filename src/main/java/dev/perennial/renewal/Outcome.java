package dev.perennial.renewal;

/** How a renewal was decided. Smaller than before is still RENEWED. */
public enum Outcome {
  RENEWED,
  NOT_RENEWED,
  /** Ended before the term was over; counts as lost. */
  TERMINATED_EARLY,
  /** Not a decision after all; counts nowhere. */
  VOIDED;

  public boolean isLost() {
    return this == NOT_RENEWED || this == TERMINATED_EARLY;
  }
}
