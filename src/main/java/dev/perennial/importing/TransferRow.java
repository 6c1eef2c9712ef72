package dev.perennial.importing;

import dev.perennial.contract.TransferRequest;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file of transfers can become.
 *
 * @param contract that goes to another customer
 * @param toCustomer who has it from then on
 * @param effectiveDate first day under the new customer
 * @param externalId name of the new contract in the mapping's source
 */
record TransferRow(
    @NotNull Reference contract,
    @NotNull Reference toCustomer,
    @NotNull LocalDate effectiveDate,
    @Nullable LocalDate signedDate,
    @Size(min = 1, max = 200) @Nullable String externalId) {

  TransferRequest request(@Nullable String source) {
    return new TransferRequest(toCustomer, effectiveDate, signedDate, names(source));
  }

  private List<ExternalId> names(@Nullable String source) {
    if (externalId == null) {
      return List.of();
    }
    if (source == null) {
      throw ProblemException.invalid(
          FieldError.at("/externalId", "invalid", "The name of the new contract needs the mapping's source."));
    }
    return List.of(new ExternalId(source, externalId));
  }
}
