/**
 * Does an exposure go with losses? 2×2 tables and what is made of them.
 *
 * <p>Flow: {@code TwoByTwo} (counts) → {@code FisherExact} (p-value and conditional odds ratio),
 * {@code OddsRatio}, {@code RiskRatio}, {@code RiskDifference} (sizes with intervals); several
 * strata → {@code MantelHaenszel} and {@code BreslowDay}; all p-values of one family → {@code
 * AdjustedPValues}. {@code GammaPoisson} by itself: is a count high against an earlier one?
 */
@NullMarked
package dev.perennial.scoring.test;

import org.jspecify.annotations.NullMarked;
