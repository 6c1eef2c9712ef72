package dev.perennial.learning;

import dev.perennial.scoring.evaluate.Evaluation;
import dev.perennial.scoring.evaluate.ReliabilityBand;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How good scores were, by outcomes that they were not trained on. Numbers are null where outcomes of one kind leave them
 * undefined.
 *
 * @param auc share of pairs of a loss and a renewal in which the loss had the higher score
 * @param brier mean squared distance of probability and outcome
 * @param logLoss mean log loss
 * @param baseLogLoss log loss of the loss rate of the same renewals
 * @param slope 1 where calibrated; less is overconfident
 * @param intercept 0 where calibrated
 * @param level log-odds that all scores together are too low by
 * @param calibrationError mean distance of predicted and observed, over bands with as many renewals each
 * @param calibrationErrorByChance what that would be if every probability were true
 * @param liftAtTenPercent loss rate among the tenth with the highest scores over that of all
 * @param calibratedEnough whether there are enough outcomes to call anything calibrated
 * @param calibratedReason why
 * @param bands renewals of similar probability
 * @param warnings what a reader must know, in words
 */
@Schema(name = "Judgement")
public record Judgement(
    int rows,
    int losses,
    @Nullable Double auc,
    @Nullable Double aucLower,
    @Nullable Double aucUpper,
    double brier,
    double logLoss,
    double baseLogLoss,
    @Nullable Double slope,
    @Nullable Double intercept,
    @Nullable Double level,
    double calibrationError,
    double calibrationErrorByChance,
    @Nullable Double liftAtTenPercent,
    boolean calibratedEnough,
    String calibratedReason,
    List<Band> bands,
    List<String> warnings) {
  public Judgement {
    bands = List.copyOf(bands);
    warnings = List.copyOf(warnings);
  }

  static Judgement of(double[] logOdds, boolean[] lost, @Nullable Integer leadDays) {
    Evaluation made = Evaluation.of(logOdds, lost, leadDays);
    return new Judgement(
        made.rows(),
        made.losses(),
        CrossValidation.number(made.auc().estimate()),
        CrossValidation.number(made.auc().lower()),
        CrossValidation.number(made.auc().upper()),
        made.brier(),
        made.logLoss(),
        made.baseLogLoss(),
        CrossValidation.number(made.line().slope()),
        CrossValidation.number(made.line().intercept()),
        CrossValidation.number(made.line().inTheLarge()),
        made.calibrationError(),
        made.calibrationErrorByChance(),
        CrossValidation.number(made.liftAtTenPercent()),
        made.calibrated().enough(),
        made.calibrated().reason(),
        made.bands().stream().map(Band::of).toList(),
        made.warnings());
  }

  /**
   * Renewals of similar probability.
   *
   * @param lowest lowest probability
   * @param highest highest probability
   * @param predicted mean probability
   * @param observed loss rate
   * @param observedLower lower end of its 95% interval
   * @param observedUpper upper end of its 95% interval
   */
  @Schema(name = "ReliabilityBand")
  public record Band(
      double lowest,
      double highest,
      int rows,
      int losses,
      double predicted,
      double observed,
      double observedLower,
      double observedUpper) {
    static Band of(ReliabilityBand band) {
      return new Band(
          band.lowest(),
          band.highest(),
          band.rows(),
          band.losses(),
          band.predicted(),
          band.observed().estimate(),
          band.observed().lower(),
          band.observed().upper());
    }
  }
}
