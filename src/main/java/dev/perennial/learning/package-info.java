/**
 * Learned models: what decided renewals teach, and how far it can be trusted.
 *
 * <p>Flow: {@code SampleRequest} (which renewals, as of when) → {@code TrainingRows} (decided renewals with their outcomes,
 * each with the features known at its own cut-off) → {@code TrainingSample}, the rows of {@code scoring}'s training,
 * back-tests and analyses. What is scored, explained and replayed with a trained model is {@code risk}'s.
 */
@NullMarked
package dev.perennial.learning;

import org.jspecify.annotations.NullMarked;
