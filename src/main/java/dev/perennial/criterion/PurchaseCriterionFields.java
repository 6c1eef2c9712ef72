package dev.perennial.criterion;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a purchase criterion that people edit. */
public record PurchaseCriterionFields(
    @NotNull Reference customerId,
    @Schema(description = "The contract it was bought with.") @Nullable Reference contractId,
    @Schema(description = "The one decision it counts for; for all of the customer's when absent.") @Nullable Reference renewalId,
    @Schema(description = "In the customer's words.", examples = "Single sign-on for all subsidiaries")
        @NotBlank @Size(max = 500) String criterion,
    @Schema(description = "1 nice to have to 5 decisive.") @NotNull @Min(1) @Max(5) Integer importance,
    @Schema(description = "Without it the customer leaves, whatever else is delivered; false when absent.") Boolean mustHave,
    @Schema(description = "What the customer expects, on the scale of the delivery scores; 10 when absent.")
        @DecimalMin("0") @DecimalMax("10") Double expected,
    @Schema(description = "Our rank among the customer's investments by this criterion; 1 is first.")
        @Nullable @Min(1) @Max(1000) Integer ourRank,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  static final double FULLY = 10;

  public PurchaseCriterionFields {
    mustHave = Boolean.TRUE.equals(mustHave);
    expected = expected == null ? Double.valueOf(FULLY) : expected;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
