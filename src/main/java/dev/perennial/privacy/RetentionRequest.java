package dev.perennial.privacy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long things of a kind are to be kept. */
record RetentionRequest(@Schema(description = "Days; null = for ever.") @Nullable @Min(1) @Max(36_500) Integer days) {}
