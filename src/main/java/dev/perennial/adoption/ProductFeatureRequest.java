package dev.perennial.adoption;

import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A feature to store. */
public record ProductFeatureRequest(
    @NotBlank @Size(max = 200) String name,
    @Schema(description = "The product it belongs to.") @Nullable Reference productId,
    @Schema(description = "From this day on customers could use it; what happened before does not count.") @NotNull LocalDate releaseDate,
    @Schema(description = "Which signals show that a customer has adopted it.") @NotNull @Valid SignalPredicate predicate) {}
