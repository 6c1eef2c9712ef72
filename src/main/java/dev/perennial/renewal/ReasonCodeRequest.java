package dev.perennial.renewal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A reason code of your own, or another wording of one. */
@Schema(name = "ReasonCodeRequest")
record ReasonCodeRequest(
    @NotBlank @Size(max = 200) String label,
    @NotEmpty @Size(max = 4) List<@NotNull Outcome> appliesTo,
    @Nullable Boolean avoidable,
    @Schema(description = "true when absent.") @Nullable Boolean active) {}
