package dev.perennial.scoring.logistic;

import dev.perennial.scoring.model.ScorecardTerm;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about a term before any outcome: the coefficient of (clamped value - centre) / scale is
 * N(mean, deviation^2).
 *
 * @param column the column
 * @param level the level, for CATEGORICAL columns
 * @param mean log odds ratio per scale
 * @param deviation how sure: 0.2 is sure, 1 is a guess; above 0
 * @param centre value that contributes nothing
 * @param scale the step the odds ratio is stated for, above 0
 * @param minimum smaller values count as this
 * @param maximum larger values count as this
 * @param spread typical standard deviation in steps
 * @param silentMean log odds ratio where the source is silent; null where nothing is said
 */
public record TermPrior(
    String column,
    @Nullable String level,
    double mean,
    double deviation,
    double centre,
    double scale,
    @Nullable Double minimum,
    @Nullable Double maximum,
    double spread,
    @Nullable Double silentMean) {
  public TermPrior {
    if (!(deviation > 0) || !(scale > 0) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException("the prior of " + column + " needs a deviation and a scale above 0");
    }
  }

  /** The line of a scorecard as a prior. */
  static TermPrior of(ScorecardTerm term) {
    Double silent = term.silentOddsRatio();
    return new TermPrior(
        term.feature(),
        term.level(),
        StrictMath.log(term.oddsRatio()),
        term.strength(),
        term.reference(),
        term.per(),
        term.minimum(),
        term.maximum(),
        term.spread(),
        silent == null ? null : StrictMath.log(silent));
  }
}
