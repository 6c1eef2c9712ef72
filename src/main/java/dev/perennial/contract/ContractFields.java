package dev.perennial.contract;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a contract that people edit. */
public record ContractFields(
    @Schema(description = "Fixed once the contract exists.") @NotNull Reference customerId,
    @Schema(description = "Your own number for it.") @Nullable @Size(min = 1, max = 100)
        String number,
    @Schema(description = "SUBSCRIPTION when absent; only subscriptions count in MRR.")
        ContractKind kind,
    @Nullable LocalDate signedDate,
    @NotNull LocalDate startDate,
    @Schema(
            description =
                "Last day, inclusive. May be left out when termMonths is given; absent for an evergreen contract.")
        @Nullable LocalDate endDate,
    @Schema(
            description =
                "Runs until somebody ends it: no endDate, no termMonths. False when absent.")
        @Nullable Boolean evergreen,
    @Schema(
            description =
                "Length in months. Gives the endDate when that is absent, must agree with it otherwise; derived when the dates make whole months.")
        @Nullable
        @Min(1)
        @Max(1200)
        Integer termMonths,
    @Schema(
            description =
                "Whether it renews by itself when nobody gives notice; false when absent.")
        @Nullable Boolean autoRenew,
    @Schema(description = "Days before the end by which notice must be given; 0 when absent.")
        @Nullable
        @Min(0)
        @Max(3650)
        Integer noticeDays,
    @Schema(
            description =
                "ISO 4217; the customer's, when absent. Needs a stored exchange rate into the reporting currency.")
        @Nullable
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
        String currency,
    @Schema(description = "Who pays, when not the customer itself.")
        @Nullable Reference billToCustomerId,
    @Schema(description = "The partner it was sold through.") @Nullable Reference partnerCustomerId,
    @Schema(
            description =
                "Earlier contracts of the same customer that this one succeeds; it cuts them short where they overlap.")
        @Size(max = 50)
        List<@NotNull Reference> renewsContractIds,
    @Size(min = 1, max = 200) List<@Valid @NotNull ContractLineFields> lines,
    @Schema(description = "Times without recurring revenue.") @Size(max = 50)
        List<@Valid @NotNull Pause> pauses,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {

  public ContractFields {
    kind = kind == null ? ContractKind.SUBSCRIPTION : kind;
    evergreen = evergreen != null && evergreen;
    autoRenew = autoRenew != null && autoRenew;
    noticeDays = noticeDays == null ? 0 : noticeDays;
    renewsContractIds = renewsContractIds == null ? List.of() : renewsContractIds;
    lines = lines == null ? List.of() : lines;
    pauses = pauses == null ? List.of() : pauses;
    externalIds = externalIds == null ? List.of() : externalIds;
  }

  boolean isEvergreen() {
    return Boolean.TRUE.equals(evergreen);
  }

  int noticeDaysOrZero() {
    return noticeDays == null ? 0 : noticeDays;
  }

  ContractFields withReferences(
      Reference customer,
      @Nullable Reference billTo,
      @Nullable Reference partner,
      List<Reference> renews,
      List<ContractLineFields> resolvedLines) {
    return new ContractFields(
        customer,
        number,
        kind,
        signedDate,
        startDate,
        endDate,
        evergreen,
        termMonths,
        autoRenew,
        noticeDays,
        currency,
        billTo,
        partner,
        renews,
        resolvedLines,
        pauses,
        externalIds);
  }

  ContractFields withTerm(@Nullable LocalDate end, @Nullable Integer months) {
    return new ContractFields(
        customerId,
        number,
        kind,
        signedDate,
        startDate,
        end,
        evergreen,
        months,
        autoRenew,
        noticeDays,
        currency,
        billToCustomerId,
        partnerCustomerId,
        renewsContractIds,
        lines,
        pauses,
        externalIds);
  }

  ContractFields withCurrency(String code) {
    return new ContractFields(
        customerId,
        number,
        kind,
        signedDate,
        startDate,
        endDate,
        evergreen,
        termMonths,
        autoRenew,
        noticeDays,
        code,
        billToCustomerId,
        partnerCustomerId,
        renewsContractIds,
        lines,
        pauses,
        externalIds);
  }

  ContractFields withLines(List<ContractLineFields> newLines) {
    return new ContractFields(
        customerId,
        number,
        kind,
        signedDate,
        startDate,
        endDate,
        evergreen,
        termMonths,
        autoRenew,
        noticeDays,
        currency,
        billToCustomerId,
        partnerCustomerId,
        renewsContractIds,
        newLines,
        pauses,
        externalIds);
  }
}
