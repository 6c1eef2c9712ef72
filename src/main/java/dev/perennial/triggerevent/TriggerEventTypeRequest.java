package dev.perennial.triggerevent;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A type of trigger event of your own, or another wording of one. */
@Schema(name = "TriggerEventTypeRequest")
record TriggerEventTypeRequest(
    @NotBlank @Size(max = 200) String label,
    @Schema(description = "What it means in a sentence.") @Size(max = 1000) @Nullable String meaning,
    @NotNull ExpectedDirection expectedDirection,
    @Schema(description = "It happens because of the decision, as a cancellation of seats does: never a predictor. false when absent.")
        @Nullable Boolean decisionRelated,
    @Schema(description = "How long it is thought to matter, in days.") @NotNull @Min(1) @Max(3650) Integer windowDays,
    @Schema(description = "It may be posted ahead of its time, as a planned price increase is. false when absent.")
        @Nullable Boolean mayBeAnnounced,
    @Schema(description = "true when absent.") @Nullable Boolean active) {

  TriggerEventTypeView view(String code, long version) {
    return new TriggerEventTypeView(
        code, version, label.strip(), meaning == null ? "" : meaning.strip(), expectedDirection,
        Boolean.TRUE.equals(decisionRelated), windowDays, Boolean.TRUE.equals(mayBeAnnounced), active == null || active);
  }
}
