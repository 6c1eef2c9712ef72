/**
 * How customers move between segments from one period to the next, and what follows if they go on
 * like that.
 *
 * <p>Flow: {@code MigrationCounts} (who moved, entered, left) → {@code TransitionMatrix}
 * (probabilities; k steps, steady state) → {@code Absorption} (time until left). {@code
 * MigrationIntervals} says how sure the probabilities are, {@code Homogeneity} whether the
 * periods are alike: where they are not, nothing should be extrapolated.
 */
@NullMarked
package dev.perennial.scoring.migration;

import org.jspecify.annotations.NullMarked;
