package dev.perennial.importing;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.kernel.Money;
import dev.perennial.renewal.ForecastCategory;
import dev.perennial.renewal.HumanCallFields;
import dev.perennial.renewal.OfferFields;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file about open renewals can become: the fields of {@code PATCH /v1/renewals/{id}}.
 *
 * @param contract whose renewal it is
 * @param dueDate of that renewal; null = the contract's next decision
 */
record OpenRenewalRow(
    @NotNull Reference contract,
    @Nullable LocalDate dueDate,
    @Nullable ForecastCategory forecastCategory,
    @Nullable Money forecastAmount,
    @Nullable String nextStep,
    @Nullable LocalDate nextStepDate,
    @Nullable LocalDate snoozedUntilDate,
    @Nullable OfferFields offer,
    @Nullable HumanCallFields humanCall,
    @Nullable List<ExternalId> externalIds) {}
