/**
 * M0: the loss rate of a renewal's segment, drawn towards the rate of all as far as the segment is small.
 *
 * <p>Flow: counts by segment → {@code BetaBinomial} (how alike the segments are, by maximum likelihood) →
 * {@code BaseRateTraining} (document: one shape over the segment).
 */
@NullMarked
package dev.perennial.scoring.baserate;

import org.jspecify.annotations.NullMarked;
