package dev.perennial.adoption;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A path to store. */
public record AdoptionPathRequest(
    @NotBlank @Size(max = 200) String name,
    @Schema(description = "True: a step counts signals only from when the one before was reached. False when absent: in any order.")
        @Nullable Boolean strictOrder,
    @NotEmpty @Size(max = 20) List<@Valid AdoptionStep> steps) {}
