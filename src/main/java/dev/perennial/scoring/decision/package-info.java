/**
 * What a probability means for people's work: band, at risk, expected loss, worth contacting, and where the monthly
 * scores are heading.
 *
 * <p>Flow: probability + the tenant's settings ({@code BandCutPoints}, {@code DecisionPolicy}) →
 * answers; {@code TrajectoryPoint}s + threshold → {@code Trajectory}.
 */
@NullMarked
package dev.perennial.scoring.decision;

import org.jspecify.annotations.NullMarked;
