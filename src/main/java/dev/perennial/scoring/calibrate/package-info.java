/**
 * Calibration: a monotone function of a model's log-odds, fitted on outcomes that the model was not trained on.
 *
 * <p>Flow: log-odds and outcomes → {@code CalibrationRule} (which kinds the number of outcomes allows) → {@code
 * CalibrationTraining} → {@code CalibrationDocument} → {@code CalibratedModel}, which wraps any model and adds
 * one calibration line to its explanation.
 */
@NullMarked
package dev.perennial.scoring.calibrate;

import org.jspecify.annotations.NullMarked;
