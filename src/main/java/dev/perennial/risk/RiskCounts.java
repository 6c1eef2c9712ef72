package dev.perennial.risk;

import dev.perennial.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one part of the portfolio; amounts in the reporting currency.
 *
 * @param key the tier (null: without one), the value percentiles, or null for the whole
 * @param openRenewals open now
 * @param atRisk of them, at or above the threshold
 * @param expectedLoss Σ probability × amount over those scored
 * @param lost lost in the period by a recorded or automatic outcome
 * @param surprises of them, those that came as a surprise
 * @param surprisesWithoutScore of the surprises, those that were never scored in time
 * @param inferredLosses lost in the period as inferred from imported history: never a surprise
 */
public record RiskCounts(
    @Nullable String key,
    long openRenewals,
    Money openAmount,
    long atRisk,
    Money atRiskAmount,
    Money expectedLoss,
    long lost,
    Money lostAmount,
    long surprises,
    Money surpriseAmount,
    long surprisesWithoutScore,
    long inferredLosses) {}
