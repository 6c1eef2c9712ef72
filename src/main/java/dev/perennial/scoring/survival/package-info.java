/**
 * How long customers stay and how often they come back.
 *
 * <p>Flow: {@code Lifetime} (a time, ended or still running) → {@code KaplanMeier} (curve), {@code
 * LogRank} (do groups differ?), {@code CoxModel} (what raises the hazard?), {@code PersonPeriods} →
 * {@code HazardTable} (risk per period). A cohort's survivors → {@code ShiftedBetaGeometric}
 * (projection of renewals). Purchases without a contract: {@code RepeatPurchases} → {@code
 * BetaGeometricNbd} (how many more) and {@code GammaGamma} (of what value).
 */
@NullMarked
package dev.perennial.scoring.survival;

import org.jspecify.annotations.NullMarked;
