/**
 * Models: a feature vector in, a probability with its interval and its exact parts out.
 *
 * <p>Flow: {@code ScorecardDefinition} (data) → {@code ScorecardValidator} → {@code
 * CompiledScorecard} (flat arrays; the only place where the arithmetic is written) → {@code
 * Scorecard.predict} for one, {@code CompiledScorecard.score} for a batch.
 */
@NullMarked
package dev.perennial.scoring.model;

import org.jspecify.annotations.NullMarked;
