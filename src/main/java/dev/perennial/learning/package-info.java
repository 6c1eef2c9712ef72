/**
 * Learned models: what decided renewals teach, and how far it can be trusted.
 *
 * <p>Flow: {@code SampleFields} (which renewals, as of when) → {@code TrainingRows} (decided renewals with their outcomes, each
 * with the features known at its own cut-off) → {@code TrainingSample}. {@code TrainingService} starts a training, {@code
 * TrainingHandler} does it: {@code Trainer} (quarantine, trial on customers not seen, the model or the base rate) → {@code
 * risk}'s registry, which scores, explains and replays with it. {@code BackTestHandler} judges a model on the past beside
 * others; {@code CalibrationHandler} makes its calibrated next version; {@code MonitoringService} holds what it said in time
 * against what happened, and ({@code DriftWatch}) what it reads against what it was trained on; {@code
 * ExternalProbabilityService} takes another tool's probabilities in, which back-tests judge by the same rules; {@code
 * PreviewService} shows a feature set as a model would see it.
 */
@NullMarked
package dev.perennial.learning;

import org.jspecify.annotations.NullMarked;
