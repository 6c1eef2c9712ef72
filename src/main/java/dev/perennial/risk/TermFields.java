package dev.perennial.risk;

import dev.perennial.scoring.model.ScorecardTerm;
import org.jspecify.annotations.Nullable;

/** One line of a scorecard as a caller writes it: see the answer's field descriptions. */
public record TermFields(
    String feature,
    double oddsRatio,
    @Nullable Double per,
    @Nullable Double reference,
    @Nullable Double minimum,
    @Nullable Double maximum,
    @Nullable String level,
    double strength,
    @Nullable Double spread,
    @Nullable Double silentOddsRatio,
    @Nullable String sentenceUp,
    @Nullable String sentenceDown,
    @Nullable String sentenceSilent,
    @Nullable String unitLabel) {
  ScorecardTerm term() {
    return new ScorecardTerm(
        feature,
        oddsRatio,
        orElse(per, 1),
        orElse(reference, 0),
        minimum,
        maximum,
        level,
        strength,
        orElse(spread, 1),
        silentOddsRatio,
        sentenceUp,
        sentenceDown,
        sentenceSilent,
        unitLabel);
  }

  private static Double orElse(@Nullable Double number, double otherwise) {
    return number == null ? Double.valueOf(otherwise) : number;
  }
}
