/**
 * What a probability means for people's work: band, at risk, expected loss, worth contacting.
 *
 * <p>Flow: probability + the tenant's settings ({@code BandCutPoints}, {@code DecisionPolicy}) →
 * answers.
 */
@NullMarked
package dev.perennial.scoring.decision;

import org.jspecify.annotations.NullMarked;
