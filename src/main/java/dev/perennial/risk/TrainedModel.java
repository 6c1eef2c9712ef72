package dev.perennial.risk;

import dev.perennial.scoring.calibrate.CalibrationDocument;
import dev.perennial.scoring.document.ModelDocument;
import org.jspecify.annotations.Nullable;

/**
 * What training made.
 *
 * @param document the model
 * @param calibration on its output; null for none
 */
public record TrainedModel(ModelDocument document, @Nullable CalibrationDocument calibration) {}
