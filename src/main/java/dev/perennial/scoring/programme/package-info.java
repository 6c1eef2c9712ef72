/**
 * Did a programme change anything? Only a random offer can say so.
 *
 * <p>Flow: {@code SampleSize} (how many are needed) → {@code StratifiedAssignment} (who is offered
 * it, from a stored seed) → {@code IntentionToTreat}, {@code Cuped}, {@code DifferenceInDifferences}
 * (what it changed, as an {@code Effect} with its interval) and {@code QiniCurve} (whether it pays to
 * choose whom to offer it).
 */
@NullMarked
package dev.perennial.scoring.programme;

import org.jspecify.annotations.NullMarked;
