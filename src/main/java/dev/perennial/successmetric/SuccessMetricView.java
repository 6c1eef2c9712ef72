package dev.perennial.successmetric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.ExternalId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A success metric and how far it has come. */
@Schema(name = "SuccessMetric")
public record SuccessMetricView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    String name,
    @Nullable String unit,
    MetricDirection direction,
    MetricDefiner definedBy,
    @Nullable Double baseline,
    @Nullable LocalDate baselineDate,
    @Nullable Double target,
    @Nullable LocalDate targetDate,
    @Nullable Boolean attributable,
    @Nullable Boolean measurable,
    @Nullable Boolean benefit,
    List<Integer> followUpMonths,
    @Schema(implementation = Formula.class) @Nullable JsonNode formula,
    List<MetricWarning> warnings,
    @Schema(description = "The baseline the progress counts from: the stated one, else the measurement with `followUpMonth` 0.")
        @Nullable MetricPoint start,
    @Schema(description = "The newest reported value after the baseline.") @Nullable MetricPoint latest,
    @Schema(description = "Of the reported values.") MetricProgress progress,
    @Schema(description = "Of what the formula makes of the signals; null without a formula.") @Nullable DerivedMetric derived,
    List<MetricFollowUp> followUps,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A value with its date and, when it was measured, the measurement.
   *
   * @param source the system that measured it
   */
  public record MetricPoint(
      double value, @Nullable Instant at, @Nullable UUID measurementId, @JsonIgnore @Nullable String source) {}

  /** A follow-up of a metric. */
  public record MetricFollowUp(
      int month,
      LocalDate dueDate,
      @Schema(description = "DONE; UPCOMING before the due date; DUE for 14 days from it; then OVERDUE.") FollowUpState state,
      @Nullable UUID measurementId,
      @Nullable Double value,
      @Nullable Instant measuredAt,
      @Schema(description = "What the formula gave for the due date, once it has come.") @Nullable Double derivedValue) {}

  /** The computed value of a derived metric. */
  public record DerivedMetric(
      @Schema(description = "Null when there was nothing to compute it from.") @Nullable Double value,
      Instant at,
      MetricProgress progress) {}
}
