package dev.perennial.learning;

import java.util.UUID;

/**
 * A training as its job keeps it.
 *
 * @param model what is trained
 * @param selection on which renewals
 * @param seed what decides by chance
 */
record TrainingOrder(UUID model, SampleSelection selection, long seed) {}
