package dev.perennial.risk;

import dev.perennial.scoring.explain.Reason;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one feature adds to a score.
 *
 * @param sentence the reason in plain words
 * @param value the number found; null unless the state is VALUE
 * @param valueText the value as people read it
 * @param reference the value that would contribute nothing; null for categories
 * @param state VALUE, SILENT (connected, nothing there) or NOT_CONNECTED (nobody could tell)
 * @param contribution log-odds, positive raises the risk
 * @param oddsMultiplier what it multiplies the odds of losing by
 * @param percentagePoints its exact part of the probability less the baseline's
 * @param points its part as shown, one decimal; these add up as well
 * @param change its contribution less that in the renewal's previous score by the same model version, log-odds; null where
 *     there is none, and in what-ifs
 */
public record RiskReason(
    String feature,
    String label,
    FeatureGroup group,
    String sentence,
    @Nullable Double value,
    String valueText,
    @Nullable Double reference,
    FeatureState state,
    double contribution,
    double oddsMultiplier,
    double percentagePoints,
    BigDecimal points,
    @Nullable Double change) {
  /** Without a score before it. */
  static RiskReason of(Reason reason) {
    return of(reason, null);
  }

  static RiskReason of(Reason reason, @Nullable Double change) {
    return new RiskReason(
        reason.feature(),
        reason.label(),
        reason.group(),
        reason.sentence(),
        reason.value(),
        reason.valueText(),
        reason.reference(),
        reason.state(),
        reason.contribution(),
        reason.oddsMultiplier(),
        reason.percentagePoints(),
        reason.points(),
        change);
  }
}
