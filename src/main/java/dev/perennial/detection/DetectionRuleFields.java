package dev.perennial.detection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as it is sent. {@link RuleChecks} says which fields each kind needs. */
@Schema(name = "DetectionRuleFields")
record DetectionRuleFields(
    @NotBlank @Size(max = 200) String label,
    @NotNull RuleKind kind,
    @Schema(description = "The type of trigger event it detects, a code of the catalogue.") @NotBlank @Size(max = 60)
        String triggerEventType,
    @Schema(
            description =
                "After a detection the rule detects nothing for the same customer for so many days. A date-based rule detects"
                    + " each date once instead.")
        @NotNull
        @Min(1)
        @Max(3650)
        Integer coolDownDays,
    @Schema(
            description =
                "THRESHOLD, BURST: the window that is counted; SILENCE: how long nothing happened; SEQUENCE: first to last"
                    + " step; MISSING_EXPECTED: how long after the anchor; DATE_BASED: how long before the date. In days.")
        @NotNull
        @Min(1)
        @Max(730)
        Integer windowDays,
    @Schema(description = "1 is looked at first; 100 when absent.") @Min(1) @Max(1000) @Nullable Integer priority,
    @Schema(description = "true when absent; false ends the rule, what it detected stays.") @Nullable Boolean active,
    @Schema(
            description =
                "From when on this version speaks, now when absent. An earlier time lets it look back over history, and takes"
                    + " the place of earlier versions from then on.")
        @Nullable Instant effectiveFrom,
    @Schema(description = "THRESHOLD, BURST, SILENCE, MISSING_EXPECTED: which signals.") @Valid @Nullable SignalSelector signal,
    @Schema(description = "THRESHOLD: COUNT when absent.") @Nullable Aggregate aggregate,
    @Schema(description = "THRESHOLD: AT_LEAST when absent; looked at whenever such a signal comes.") @Nullable Comparison comparison,
    @Schema(description = "THRESHOLD: the number compared with; BURST: the least number of signals that is a burst.")
        @Nullable Double limit,
    @Schema(
            description =
                "BURST: the time before the window that says what is usual, in days. At least half of it must be on record: since"
                    + " the customer's first contract or creation and the first such signal of anybody, or since the customer's"
                    + " first such signal in it. What is usual is the average of the days on record.") @Min(7) @Max(730)
        @Nullable Integer baselineDays,
    @Schema(description = "BURST: how many times the usual number.") @Nullable Double factor,
    @Schema(description = "SEQUENCE: two or three, in their order.") @Size(max = 3) @Nullable List<@NotNull @Valid SignalSelector> steps,
    @Schema(description = "MISSING_EXPECTED: after what.") @Nullable RuleAnchor anchor,
    @Schema(description = "MISSING_EXPECTED after a signal: which.") @Valid @Nullable SignalSelector anchorSignal,
    @Schema(description = "DATE_BASED: which date of open renewals.") @Nullable RenewalDate renewalDate) {

  private static final int PRIORITY = 100;

  @JsonIgnore
  int priorityOrDefault() {
    return priority == null ? PRIORITY : priority;
  }

  @JsonIgnore
  boolean isActive() {
    return active == null || active;
  }

  /** Everything that makes it another version; when it speaks is not part of it. */
  DetectionRuleFields undated() {
    return new DetectionRuleFields(
        label, kind, triggerEventType, coolDownDays, windowDays, priorityOrDefault(), null, null, signal, aggregate,
        comparison, limit, baselineDays, factor, steps, anchor, anchorSignal, renewalDate);
  }

  /** The signals it looks at; a signal's place here is its bit in {@link Fact#matches}. */
  List<SignalSelector> selectors() {
    if (kind == RuleKind.SEQUENCE) {
      return Objects.requireNonNull(steps);
    }
    List<SignalSelector> selectors = new ArrayList<>();
    if (signal != null) {
      selectors.add(signal);
    }
    if (anchorSignal != null) {
      selectors.add(anchorSignal);
    }
    return selectors;
  }

  /** How far back facts decide about a moment, in days. */
  int lookbackDays() {
    return kind == RuleKind.BURST ? windowDays + Objects.requireNonNull(baselineDays) : windowDays;
  }
}
