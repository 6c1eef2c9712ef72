package dev.perennial.risk;

import dev.perennial.scoring.explain.Reason;
import dev.perennial.scoring.feature.FeatureGroup;
import java.math.BigDecimal;

/**
 * Why, in one line.
 *
 * @param points part of the probability in percentage points, as shown; positive raises the risk
 * @param oddsMultiplier what it multiplies the odds of losing by
 */
public record WorklistReason(
    String feature, FeatureGroup group, String sentence, BigDecimal points, double oddsMultiplier) {
  static WorklistReason of(Reason reason) {
    return new WorklistReason(
        reason.feature(),
        reason.group(),
        reason.sentence(),
        reason.points(),
        reason.oddsMultiplier());
  }
}
