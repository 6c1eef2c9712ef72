package dev.perennial.adoption;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One step of a path. */
public record AdoptionStep(
    @Schema(examples = "first_report") @NotBlank @Pattern(regexp = "[A-Za-z][A-Za-z0-9_-]{0,59}") String code,
    @NotBlank @Size(max = 200) String name,
    @NotNull @Valid SignalPredicate predicate,
    @Schema(description = "Only signals within so many days count; any when absent.") @Min(1) @Max(3660) @Nullable Integer withinDays,
    @Schema(description = "From when `withinDays` counts; CONTRACT_START when absent.") @Nullable Anchor within,
    @Schema(description = "Days after the step before (the first: after the contract's start) by which it is expected; without it a step is never overdue.")
        @Min(1) @Max(3660) @Nullable Integer expectedDays) {
  public AdoptionStep {
    within = within == null ? Anchor.CONTRACT_START : within;
  }

  /** From when days are counted. */
  public enum Anchor {
    CONTRACT_START,
    PREVIOUS_STEP
  }
}
