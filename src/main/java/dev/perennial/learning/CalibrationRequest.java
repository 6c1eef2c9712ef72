package dev.perennial.learning;

import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a model shall be calibrated on.
 *
 * @param sample which decided renewals; those of customers it was trained on are left out. When too few are left, the model
 *     is trained anew on parts of its customers and calibrated on the others
 */
@Schema(name = "CalibrationRequest")
public record CalibrationRequest(@Valid @Nullable SampleFields sample) {}
