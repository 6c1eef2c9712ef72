package dev.perennial.programme;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which open renewals are assigned; an empty body means all. Who is assigned already stays there. */
public record AssignmentRequest(
    @Schema(description = "Only these.") @Size(min = 1, max = 1000) @Nullable List<@NotNull Reference> renewalIds,
    @Schema(description = "Only renewals due on or after this day.") @Nullable LocalDate dueFrom,
    @Schema(description = "Only renewals due before this day.") @Nullable LocalDate dueTo,
    @Schema(description = "Only renewals whose last stored probability is at least this.")
        @DecimalMin("0") @DecimalMax("1") @Nullable Double minimumProbability) {
  static final AssignmentRequest ALL = new AssignmentRequest(null, null, null, null);
}
