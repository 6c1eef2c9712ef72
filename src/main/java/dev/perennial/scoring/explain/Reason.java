package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one feature adds to a score.
 *
 * @param feature code of the feature
 * @param label its name for people
 * @param group what it speaks about
 * @param sentence the reason in plain English
 * @param value the number found, null unless the state is VALUE
 * @param valueText the value as people read it
 * @param reference the value that would contribute nothing; null for categories
 * @param state whether there is a value, silence, or no source
 * @param contribution log-odds, positive raises the risk
 * @param oddsMultiplier e^contribution: what it multiplies the odds of losing by
 * @param percentagePoints its exact part of 100 (p - p0)
 * @param points its part as shown, one decimal; these add up as well
 */
public record Reason(
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
    BigDecimal points) {}
