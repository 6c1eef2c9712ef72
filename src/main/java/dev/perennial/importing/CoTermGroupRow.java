package dev.perennial.importing;

import dev.perennial.coterm.CoTermGroupRequest;
import dev.perennial.editing.Reference;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * What a column of a file of co-term groups can become.
 *
 * @param contracts that shall end together, separated by semicolons
 * @param commonEndDate last day of all of them
 */
record CoTermGroupRow(
    @NotNull @Size(min = 2, max = 50) List<@NotNull Reference> contracts, @NotNull LocalDate commonEndDate) {

  CoTermGroupRequest request() {
    return new CoTermGroupRequest(contracts, commonEndDate);
  }
}
