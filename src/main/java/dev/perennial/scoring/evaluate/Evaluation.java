package dev.perennial.scoring.evaluate;

import dev.perennial.scoring.calibrate.CalibrationRule;
import dev.perennial.scoring.model.Logistic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good scores were, judged by outcomes not trained on.
 *
 * @param rows outcomes
 * @param losses of which lost
 * @param auc area under the ROC curve
 * @param brier mean squared distance
 * @param logLoss mean log loss
 * @param baseLogLoss log loss of the loss rate itself, which knows no renewal from another
 * @param line intercept, slope and level of calibration
 * @param calibrationError expected calibration error over bands of equal mass
 * @param calibrationErrorByChance what it would be if every probability were true
 * @param bands the bands
 * @param liftAtTenPercent loss rate among the tenth with the highest scores over that of all
 * @param calibrated whether there is enough data to call it calibrated, and why
 * @param warnings what a reader must know, in words
 */
public record Evaluation(
    int rows,
    int losses,
    Interval auc,
    double brier,
    double logLoss,
    double baseLogLoss,
    Calibration.Line line,
    double calibrationError,
    double calibrationErrorByChance,
    List<ReliabilityBand> bands,
    double liftAtTenPercent,
    CalibrationRule calibrated,
    List<String> warnings) {
  /** Bands of the reliability table. */
  public static final int BANDS = 10;

  private static final double TOO_GOOD = 0.9;
  private static final int LONG_LEAD_DAYS = 60;

  public Evaluation {
    bands = List.copyOf(bands);
    warnings = List.copyOf(warnings);
  }

  /**
   * Judges scores.
   *
   * @param leadDays days before the due date that the scores were made; null where that differs
   * @throws IllegalArgumentException where there is no outcome
   */
  public static Evaluation of(double[] logOdds, boolean[] lost, @Nullable Integer leadDays) {
    if (lost.length == 0 || lost.length != logOdds.length) {
      throw new IllegalArgumentException("an evaluation needs outcomes, one for each score");
    }
    double[] probabilities = new double[lost.length];
    for (int row = 0; row < lost.length; row++) {
      probabilities[row] = Logistic.probability(logOdds[row]);
    }
    int losses = Order.losses(lost);
    List<ReliabilityBand> bands = Calibration.equalMass(probabilities, lost, BANDS);
    Interval auc = Ranking.auc(logOdds, lost);
    CalibrationRule rule = CalibrationRule.of(lost.length, losses);
    return new Evaluation(
        lost.length,
        losses,
        auc,
        Accuracy.brier(probabilities, lost),
        Accuracy.logLoss(logOdds, lost),
        entropy(losses / (double) lost.length),
        Calibration.line(logOdds, lost),
        Calibration.error(bands),
        Calibration.errorByChance(bands),
        bands,
        Ranking.lift(logOdds, lost, 0.1),
        rule,
        warnings(auc, rule, leadDays));
  }

  private static double entropy(double rate) {
    if (rate <= 0 || rate >= 1) {
      return 0;
    }
    return -rate * StrictMath.log(rate) - (1 - rate) * StrictMath.log1p(-rate);
  }

  private static List<String> warnings(Interval auc, CalibrationRule rule, @Nullable Integer leadDays) {
    List<String> warnings = new ArrayList<>();
    if (auc.estimate() > TOO_GOOD && leadDays != null && leadDays >= LONG_LEAD_DAYS) {
      warnings.add(
          "an AUC above 0.9 at %d days before the due date is rarely real: look for a feature that knows the outcome"
              .formatted(leadDays));
    }
    if (!rule.enough()) {
      warnings.add(rule.reason());
    }
    return warnings;
  }
}
