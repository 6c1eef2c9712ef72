package dev.perennial.scoring.calibrate;

/**
 * Which calibration the number of outcomes allows, and what may be said of it. A richer kind on fewer outcomes
 * would follow their noise.
 *
 * @param kind the richest kind allowed
 * @param enough whether the result may be called calibrated
 * @param reason why, in words
 */
public record CalibrationRule(CalibrationKind kind, boolean enough, String reason) {
  /** Below these losses nothing is called calibrated. */
  public static final int LOSSES_TO_JUDGE = 50;

  /** Losses for Platt's two parameters. */
  public static final int LOSSES_FOR_PLATT = 100;

  /** Losses for beta's three. */
  public static final int LOSSES_FOR_BETA = 300;

  /** Outcomes for isotonic steps, which need the losses of beta as well. */
  public static final int OUTCOMES_FOR_ISOTONIC = 1_000;

  /** The rule for so many outcomes, of which so many lost; the rarer kind of outcome counts. */
  public static CalibrationRule of(int outcomes, int losses) {
    int rarer = StrictMath.min(losses, outcomes - losses);
    String counted = "%d outcomes, %d of them lost: ".formatted(outcomes, losses);
    if (rarer < LOSSES_TO_JUDGE) {
      return new CalibrationRule(
          CalibrationKind.INTERCEPT, false, counted + "not enough data to call this calibrated; the level only");
    }
    if (rarer < LOSSES_FOR_PLATT) {
      return new CalibrationRule(CalibrationKind.INTERCEPT, true, counted + "enough for the level only");
    }
    if (rarer < LOSSES_FOR_BETA) {
      return new CalibrationRule(CalibrationKind.PLATT, true, counted + "enough for level and slope");
    }
    if (outcomes < OUTCOMES_FOR_ISOTONIC) {
      return new CalibrationRule(CalibrationKind.BETA, true, counted + "enough for a curve of three parameters");
    }
    return new CalibrationRule(CalibrationKind.ISOTONIC, true, counted + "enough for free steps");
  }
}
