package dev.perennial.importing;

import dev.perennial.editing.Reference;
import dev.perennial.renewal.ImportedNotice;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file of notices can become.
 *
 * @param contract whose renewal it is about
 * @param dueDate of that renewal; null = the contract's next decision
 * @param receivedDate never in the future
 * @param effectiveDate last day the customer wants to stay; null = the due date
 * @param withdrawnDate null while it is in force
 */
record NoticeRow(
    @NotNull Reference contract,
    @Nullable LocalDate dueDate,
    @NotNull LocalDate receivedDate,
    @Nullable LocalDate effectiveDate,
    @Nullable LocalDate withdrawnDate,
    @Size(max = 2000) @Nullable String note) {

  ImportedNotice of(UUID contractId) {
    return new ImportedNotice(contractId, dueDate, receivedDate, effectiveDate, withdrawnDate, note);
  }
}
