package dev.perennial.learning;

import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a model shall be trained on; an empty body means every renewal decided by now.
 *
 * @param sample which decided renewals
 * @param seed what decides by chance, such as which customers are held out; 1 when absent. The same rows and the same seed
 *     give the same model to the last bit
 */
@Schema(name = "TrainingRequest")
public record TrainingRequest(@Valid @Nullable SampleFields sample, @Nullable Long seed) {}
