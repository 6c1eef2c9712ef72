package dev.perennial.learning;

import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a feature set shall be tried on.
 *
 * @param sample which decided renewals; the newest 2,000 of them are looked at
 */
@Schema(name = "FeaturePreviewRequest")
public record PreviewRequest(@Valid @Nullable SampleFields sample) {}
