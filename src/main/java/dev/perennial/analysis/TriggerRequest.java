package dev.perennial.analysis;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came before what? */
public record TriggerRequest(
    @Size(max = 200) @Nullable String name,
    @NotNull Outcome outcome,
    @Schema(description = "What else is held equal: its numbers that are not about events; the active model's set when absent.")
        @Nullable UUID featureSetId,
    @Schema(description = "Cases on or after this day; three years before `to` when absent.") @Nullable LocalDate from,
    @Schema(description = "Cases before this day; tomorrow when absent.") @Nullable LocalDate to,
    @Schema(description = "Controls per case; 4 when absent.") @Min(1) @Max(10) @Nullable Integer controls,
    @Schema(description = "Whether controls must lie in the same fifth of the last stored score; true when absent. What the active model already reads is then partly matched away: false looks for it anew.")
        @Nullable Boolean matchRisk,
    @Schema(description = "Types of EVENT signals to look into; all when absent.")
        @Size(min = 1, max = 500) @Nullable List<@NotNull @Size(min = 1, max = 200) String> eventTypes,
    @Schema(description = "Share of the cases, the latest, that is kept back to confirm what the others suggest; 0.3 when absent.")
        @DecimalMin("0.1") @DecimalMax("0.5") @Nullable Double holdOutShare,
    @Schema(description = "Share of false findings to live with; 0.05 when absent.")
        @DecimalMin("0.001") @DecimalMax("0.5") @Nullable Double falseDiscoveryRate) {
  /** What is to be explained. */
  @Schema(name = "TriggerOutcome")
  public enum Outcome {
    /** A signal of kind PURCHASE. */
    PURCHASE,
    /** Recurring revenue that grew. */
    EXPANSION,
    /** A renewal decided for us. */
    RENEWAL,
    /** A renewal decided against us, on the day of the notice where there was one. */
    LOSS
  }
}
