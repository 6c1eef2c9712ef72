package dev.perennial.renewal;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.kernel.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a renewal that people edit; the rest follows from its contract or from steps and outcomes. */
record RenewalFields(
    @Schema(description = "Follows the stage until somebody chooses; null lets it follow again.")
        @Nullable ForecastCategory forecastCategory,
    @Schema(description = "What we expect it to be renewed at, annualised, in the contract's currency.")
        @Nullable Money forecastAmount,
    @Nullable @Size(max = 2000) String nextStep,
    @Nullable LocalDate nextStepDate,
    @Schema(description = "Not to be worked on before this day.") @Nullable LocalDate snoozedUntilDate,
    @Nullable @Valid OfferFields offer,
    @Nullable @Valid HumanCallFields humanCall,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  RenewalFields {
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
