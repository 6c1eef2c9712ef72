package dev.perennial.analysis;

import jakarta.validation.Valid;
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

/** What shall be looked into; an empty body means everything, with the usual settings. */
public record PredictorRequest(
    @Size(max = 200) @Nullable String name,
    @Schema(description = "Whose features are compared and held equal; the active model's when absent.")
        @Nullable UUID featureSetId,
    @Schema(description = "Days before the due date at which renewals are looked at, or the decision deadline where that is earlier; 60 when absent.")
        @Min(0) @Max(365) @Nullable Integer leadDays,
    @Schema(description = "Events count in so many days before that; 180 when absent.") @Min(1) @Max(730) @Nullable Integer windowDays,
    @Schema(description = "WINDOW, the same window before every cut-off. EVER is refused: who stays longer has had more time to be exposed (immortal time).")
        @Nullable LookBack lookBack,
    @Schema(description = "Outcomes decided by this day; today when absent.") @Nullable LocalDate decidedUntil,
    @Schema(description = "Only renewals due on or after this day.") @Nullable LocalDate dueFrom,
    @Schema(description = "Only renewals due on or before this day.") @Nullable LocalDate dueUntil,
    @Schema(description = "Whether outcomes that were concluded and not recorded count; false when absent.") @Nullable Boolean inferred,
    @Schema(description = "Categorical feature whose levels are the segments; the first one of the set when absent.")
        @Size(max = 100) @Nullable String segment,
    @Schema(description = "Types of EVENT signals to look into; all when absent.")
        @Size(min = 1, max = 500) @Nullable List<@NotNull @Size(min = 1, max = 200) String> eventTypes,
    @Schema(description = "Types that are interventions of ours: shown, never read as causes. Those whose signals name an `arm` are, anyway.")
        @Size(max = 100) @Nullable List<@NotNull @Size(max = 200) String> interventions,
    @Schema(description = "Event types and features that you confirm were known in time, although they look like leaks.")
        @Size(max = 200) @Nullable List<@NotNull @Size(max = 200) String> confirmed,
    @Schema(description = "Share of false findings to live with; 0.05 when absent.")
        @DecimalMin("0.001") @DecimalMax("0.5") @Nullable Double falseDiscoveryRate,
    @Schema(description = "What people believe, to be tested with all the rest.") @Size(max = 50) @Nullable List<@NotNull @Valid Belief> beliefs) {
  static final PredictorRequest EVERYTHING =
      new PredictorRequest(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Everything, under a name. */
  public static PredictorRequest named(String name) {
    return new PredictorRequest(
        name, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** How far back an event counts. */
  @Schema(name = "LookBack")
  public enum LookBack {
    WINDOW,
    EVER
  }

  /** What a belief says about losing. */
  @Schema(name = "BeliefClaim")
  public enum Claim {
    RAISES_RISK,
    LOWERS_RISK
  }

  /**
   * Something people hold to be true.
   *
   * @param statement in their words
   * @param about an event type, or the code of a feature (more of it …)
   * @param claim … raises or lowers the risk
   */
  @Schema(name = "Belief")
  public record Belief(
      @NotNull @Size(min = 1, max = 500) String statement, @NotNull @Size(min = 1, max = 200) String about, @NotNull Claim claim) {}
}
