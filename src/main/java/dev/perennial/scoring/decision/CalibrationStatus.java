package dev.perennial.scoring.decision;

/** What may be said about how far the probabilities can be taken at their word. */
public enum CalibrationStatus {
  /** The scores were not compared with outcomes yet, or were further from them than chance explains. */
  NOT_ASSESSED,
  /** Compared, with fewer than {@link #MINIMUM_LOSSES} losses: not enough data to call it. */
  INSUFFICIENT_DATA,
  /** Compared with enough losses, and it holds. */
  CALIBRATED;

  /** Observed losses below which a comparison says little. */
  public static final int MINIMUM_LOSSES = 50;
}
