package dev.perennial.contract;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A contract that goes on under another customer, for example because its customer was acquired. */
@Schema(name = "ContractTransferRequest")
public record TransferRequest(
    @Schema(description = "Who has it from then on.") @NotNull Reference toCustomerId,
    @Schema(description = "First day under the new customer; may lie in the past or in the future.")
        @NotNull LocalDate effectiveDate,
    @Nullable LocalDate signedDate,
    @Schema(description = "Names of the new contract elsewhere; the old one keeps its own.")
        @Size(max = 20) List<@Valid ExternalId> externalIds) {
  public TransferRequest {
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
