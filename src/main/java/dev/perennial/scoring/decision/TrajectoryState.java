package dev.perennial.scoring.decision;

/** Where the scores of a renewal are heading. */
public enum TrajectoryState {
  /** Below the threshold, and not shown to be on the way to it. */
  ON_PATH,
  /** Below the threshold, rising, and above it by the decision deadline if that goes on. */
  DRIFTING,
  /** The last score is at or above the threshold. */
  OFF_PATH,
  /** Below the threshold, with too few months to tell a trend. */
  TOO_FEW
}
