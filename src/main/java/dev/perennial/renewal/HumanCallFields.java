package dev.perennial.renewal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody expects of a renewal; who and when is added. */
@Schema(name = "RenewalHumanCallFields")
public record HumanCallFields(
    @Schema(description = "RENEWED or NOT_RENEWED.") @NotNull Outcome outcome,
    @Schema(description = "0 to 1.") @DecimalMin("0") @DecimalMax("1") @Nullable Double confidence,
    @Size(max = 2000) @Nullable String note,
    @Nullable Instant expiresAt) {}
