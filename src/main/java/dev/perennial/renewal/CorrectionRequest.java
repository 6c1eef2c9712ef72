package dev.perennial.renewal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An outcome was wrong. */
@Schema(name = "RenewalOutcomeCorrection")
record CorrectionRequest(
    @Schema(description = "What was wrong; it goes into the event.") @NotBlank @Size(max = 2000) String note,
    @Schema(description = "How it was decided after all; the renewal is undecided again when absent.")
        @Nullable @Valid OutcomeRequest outcome) {}
