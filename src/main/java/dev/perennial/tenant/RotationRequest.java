package dev.perennial.tenant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long the old key works beside the new one. */
record RotationRequest(
    @Schema(description = "Hours both keys work; 24 when absent.") @Nullable @Min(0) @Max(168) Integer overlapHours) {}
