package dev.perennial.coterm;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Contracts that shall end together. */
@Schema(name = "CoTermGroupRequest")
public record CoTermGroupRequest(
    @Schema(description = "Two or more subscriptions of one customer in one currency, each with an undecided end.")
        @NotNull @Size(min = 2, max = 50) List<@NotNull Reference> contractIds,
    @Schema(description = "Last day of all of them, inclusive; not in the past.") @NotNull LocalDate commonEndDate) {}
