package dev.perennial.scoring.model;

import org.jspecify.annotations.Nullable;

/**
 * One line of a scorecard: "each {@code per} of this multiplies the odds of losing by {@code
 * oddsRatio}". Contribution in log-odds: {@code ln(oddsRatio) * (clamp(x) - reference) / per},
 * where x is the value, or for a CATEGORICAL feature 1 at {@code level} and 0 elsewhere.
 *
 * @param feature code of the feature
 * @param oddsRatio above 0; above 1 raises the risk
 * @param per step in the feature's unit that the odds ratio is stated for; above 0, 1 where left
 *     out
 * @param reference value that contributes nothing; 0 where left out
 * @param minimum values below count as this; null for no bound
 * @param maximum values above count as this; null for no bound
 * @param level the level meant, for CATEGORICAL features only
 * @param strength standard deviation of ln(oddsRatio), above 0: 0.2 is sure, 1 is a guess
 * @param spread typical standard deviation of the feature in units of {@code per}, used for how
 *     much not knowing it widens the interval; 1 where left out
 * @param silentOddsRatio odds ratio where the source is connected but silent; null: silence says
 *     nothing and widens the interval as an unconnected source does
 * @param sentenceUp template for people where the risk is raised, see {@link FeatureWording}
 * @param sentenceDown template for people where the risk is lowered
 * @param sentenceSilent template for people where the source is silent
 * @param unitLabel unit of the value for people
 */
public record ScorecardTerm(
    String feature,
    double oddsRatio,
    Double per,
    Double reference,
    @Nullable Double minimum,
    @Nullable Double maximum,
    @Nullable String level,
    double strength,
    Double spread,
    @Nullable Double silentOddsRatio,
    @Nullable String sentenceUp,
    @Nullable String sentenceDown,
    @Nullable String sentenceSilent,
    @Nullable String unitLabel) {

  public ScorecardTerm {
    // Documents may leave these out; a record's primitive would read that as 0.
    per = per == null ? Double.valueOf(1) : per;
    reference = reference == null ? Double.valueOf(0) : reference;
    spread = spread == null ? Double.valueOf(1) : spread;
  }
}
