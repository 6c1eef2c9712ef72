package dev.perennial.utilisation;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of an entitlement that people edit. */
public record EntitlementFields(
    @NotNull Reference contractId,
    @Schema(description = "The line that grants it; the contract as a whole when absent.") @Nullable UUID lineId,
    @Schema(description = "What is metered, in your own word.", examples = "api_calls") @NotBlank @Size(max = 100) String unit,
    @Schema(description = "How much of it, in each period.") @NotNull @Positive @Max(1_000_000_000_000_000L) Double quantity,
    @NotNull GrantPeriod period,
    @Schema(description = "Type of the signals whose values meter it.", examples = "api_calls") @NotBlank @Size(max = 100)
        String usageType,
    @Schema(description = "How a period's signals become its use; SUM when absent, MAXIMUM for AT_A_TIME.")
        @Nullable UsageAggregation aggregation,
    @Schema(description = "From when; the contract's start when absent. Periods begin on this day.") @Nullable LocalDate startDate,
    @Schema(description = "Last day; the contract's end when absent.") @Nullable LocalDate endDate,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  public EntitlementFields {
    aggregation =
        aggregation != null ? aggregation : period == GrantPeriod.AT_A_TIME ? UsageAggregation.MAXIMUM : UsageAggregation.SUM;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
