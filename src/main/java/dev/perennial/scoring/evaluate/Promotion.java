package dev.perennial.scoring.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a challenger may replace the champion, judged on the same rolling out-of-time folds.
 *
 * @param promote whether every rule is kept
 * @param difference log loss of the challenger less that of the champion
 * @param reasons each rule and how it fell out, in words
 */
public record Promotion(boolean promote, Interval difference, List<String> reasons) {
  /** Losses below which a difference of models cannot be told from luck. */
  public static final int FEWEST_LOSSES = 300;

  public Promotion {
    reasons = List.copyOf(reasons);
  }

  /**
   * Applies the rules: at least 300 losses; the paired bootstrap interval of the log loss difference below 0;
   * calibration error no larger than the champion's, or no larger than chance explains.
   */
  public static Promotion of(
      double[] champion, double[] challenger, boolean[] lost, long[] customers, long seed) {
    Evaluation before = Evaluation.of(champion, lost, null);
    Evaluation after = Evaluation.of(challenger, lost, null);
    Interval difference = PairedBootstrap.logLossDifference(champion, challenger, lost, customers, seed);
    List<String> reasons = new ArrayList<>();
    boolean enough = after.losses() >= FEWEST_LOSSES;
    reasons.add(
        enough
            ? "enough losses to compare: " + after.losses()
            : "not enough losses to compare: %d of %d".formatted(after.losses(), FEWEST_LOSSES));
    boolean better = difference.upper() < 0;
    reasons.add(
        text(
            better
                ? "log loss falls by %.4f (95%% interval of the change %.4f to %.4f)"
                : "log loss is not shown to fall: down by %.4f (95%% interval of the change %.4f to %.4f)",
            0 - difference.estimate(),
            difference.lower(),
            difference.upper()));
    double allowed =
        StrictMath.max(before.calibrationError(), Calibration.WITHIN_CHANCE * after.calibrationErrorByChance());
    boolean calibrated = after.calibrationError() <= allowed;
    reasons.add(
        text(
            calibrated
                ? "calibration is no worse: error %.4f, before %.4f, by chance %.4f"
                : "calibration is worse: error %.4f, before %.4f, by chance %.4f",
            after.calibrationError(),
            before.calibrationError(),
            after.calibrationErrorByChance()));
    return new Promotion(enough && better && calibrated, difference, reasons);
  }

  private static String text(String template, Object... numbers) {
    return String.format(Locale.ROOT, template, numbers);
  }
}
