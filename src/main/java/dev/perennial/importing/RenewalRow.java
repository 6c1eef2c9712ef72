package dev.perennial.importing;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.perennial.editing.Reference;
import dev.perennial.platform.json.Decimals;
import dev.perennial.renewal.Outcome;
import dev.perennial.renewal.PastOutcome;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file of past outcomes can become.
 *
 * @param contract whose term ended
 * @param dueDate last day of that term; null = the contract's latest
 * @param outcome RENEWED, NOT_RENEWED or TERMINATED_EARLY
 * @param decidedDate never in the future
 * @param renewedAmount annualised, in the contract's currency; null = the successor's, else the same amount
 * @param reasons codes of {@code GET /v1/reason-codes}, separated by semicolons
 */
record RenewalRow(
    @NotNull Reference contract,
    @Nullable LocalDate dueDate,
    @NotNull Outcome outcome,
    @NotNull LocalDate decidedDate,
    @JsonDeserialize(using = Decimals.Reader.class) @Nullable @Digits(integer = 13, fraction = 4) @DecimalMin("0")
        BigDecimal renewedAmount,
    @Size(max = 20) List<String> reasons) {
  RenewalRow {
    reasons = reasons == null ? List.of() : reasons;
  }

  PastOutcome of(UUID contractId) {
    return new PastOutcome(contractId, dueDate, outcome, decidedDate, renewedAmount, reasons);
  }
}
