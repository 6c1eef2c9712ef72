package dev.perennial.successmetric;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a success metric that people edit. */
public record SuccessMetricFields(
    @NotNull Reference customerId,
    @Schema(description = "In the customer's words.", examples = "Days until a new hire is productive")
        @NotBlank @Size(max = 500) String name,
    @Schema(examples = "days") @Nullable @Size(max = 50) String unit,
    @NotNull MetricDirection direction,
    @NotNull MetricDefiner definedBy,
    @Schema(description = "Where the customer started; a measurement with `followUpMonth` 0 stands for it when it is absent.")
        @Nullable Double baseline,
    @Schema(description = "When the baseline held; follow-ups are due this many months after it.") @Nullable LocalDate baselineDate,
    @Nullable Double target,
    @Nullable LocalDate targetDate,
    @Schema(description = "A change can be credited to the product.") @Nullable Boolean attributable,
    @Nullable Boolean measurable,
    @Schema(description = "A benefit to the customer rather than the use of a feature.") @Nullable Boolean benefit,
    @Schema(description = "Follow-ups are due so many months after the start; those of the settings when absent.")
        @Nullable @Size(max = 24) List<@NotNull @Min(1) @Max(120) Integer> followUpMonths,
    @Schema(description = "Makes the metric derived: computed from signals, beside what is reported.")
        @Nullable @Valid Formula formula,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  public SuccessMetricFields {
    if (followUpMonths != null && followUpMonths.stream().allMatch(Objects::nonNull)) {
      followUpMonths = followUpMonths.stream().distinct().sorted().toList();
    }
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
