package dev.perennial.detection;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule to be tried. */
@Schema(name = "DetectionDryRunRequest")
record DryRunRequest(
    @NotNull DetectionRuleFields rule,
    @Schema(description = "From this time on; a year before `to` when absent.") @Nullable Instant from,
    @Schema(description = "Before this time; now when absent.") @Nullable Instant to) {}
