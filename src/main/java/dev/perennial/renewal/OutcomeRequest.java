package dev.perennial.renewal;

import dev.perennial.editing.Reference;
import dev.perennial.kernel.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a renewal was decided, and what becomes of its contract. Amounts are annualised, in the contract's currency. */
@Schema(name = "RenewalOutcomeRequest")
record OutcomeRequest(
    @NotNull Outcome outcome,
    @Schema(description = "The day of the decision; today when absent, never later.") @Nullable LocalDate decidedDate,
    @Schema(description = "Required for VOIDED.") @Nullable VoidReason voidReason,
    @Schema(description = "Last day in force: required for TERMINATED_EARLY unless a notice says it; for an evergreen contract the notice's day, else the day of the decision, when absent.")
        @Nullable LocalDate effectiveDate,
    @Schema(description = "For RENEWED: the new contract's amount, else the same amount, when absent. Smaller is still renewed.")
        @Nullable Money renewedAmount,
    @Schema(description = "What changed, when you know better than the contracts' lines; must add up.")
        @Nullable @Valid AmountChangeFields amountChange,
    @Size(max = 20) List<@Valid @NotNull OutcomeReasonFields> reasons,
    @Schema(description = "Required for RENEWED.") @Nullable @Valid FollowUpFields followUp,
    @Size(max = 2000) @Nullable String note) {
  OutcomeRequest {
    reasons = reasons == null ? List.of() : reasons;
  }

  /** Renewed amount less amount before, by cause. */
  @Schema(name = "RenewalAmountChangeFields")
  record AmountChangeFields(@NotNull Money price, @NotNull Money quantity, @NotNull Money product) {
    AmountChange change() {
      return new AmountChange(price.amount(), quantity.amount(), product.amount());
    }
  }

  /** One reason, asked for renewals too. */
  @Schema(name = "OutcomeReasonFields")
  record OutcomeReasonFields(
      @Schema(description = "One of `GET /v1/reason-codes`.") @NotBlank @Size(max = 100) String code,
      @Schema(description = "STATED by the customer (when absent), or VERIFIED by us.") OutcomeDetail.@Nullable Evidence evidence,
      @Schema(description = "Whether we could have avoided it; the code's own answer when absent.") @Nullable Boolean avoidable,
      @Size(max = 2000) @Nullable String note) {}

  /** What becomes of the contract. */
  @Schema(name = "RenewalFollowUpFields")
  record FollowUpFields(
      @NotNull FollowUpKind kind,
      @Schema(description = "LINK: the contract that is the successor already.") @Nullable Reference contractId,
      @Schema(description = "CREATE, EXTEND: length of the new term; as before when absent.") @Min(1) @Max(240) @Nullable Integer termMonths,
      @Schema(description = "CREATE: first day; the day after the due date when absent.") @Nullable LocalDate startDate) {}
}
