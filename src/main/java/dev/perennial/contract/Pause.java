package dev.perennial.contract;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Days in which a contract rests: no recurring revenue. */
@Schema(name = "ContractPauseFields")
public record Pause(
    @NotNull LocalDate fromDate,
    @Schema(description = "Last day of the pause, inclusive.") @NotNull LocalDate toDate,
    @Schema(
            description =
                "Whether the contract's end moves by the pause's days; false when absent.")
        @Nullable Boolean extendsEnd) {
  public Pause {
    extendsEnd = extendsEnd != null && extendsEnd;
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(fromDate) && !day.isAfter(toDate);
  }

  long extensionDays() {
    return Boolean.TRUE.equals(extendsEnd) ? ChronoUnit.DAYS.between(fromDate, toDate) + 1 : 0;
  }
}
