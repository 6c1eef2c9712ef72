package dev.perennial.programme;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes over assignments that others made and delivered as signals. */
public record SignalAssignmentRequest(
    @Schema(description = "Type of the EVENT signals; their attribute `arm` names the arm, their time is when it was assigned.")
        @NotNull @Size(min = 1, max = 100) String signalType) {}
