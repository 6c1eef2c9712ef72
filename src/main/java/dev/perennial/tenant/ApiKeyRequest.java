package dev.perennial.tenant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key to make. */
record ApiKeyRequest(
    @Schema(description = "What the key is for.") @NotBlank @Size(max = 200) String name,
    @Schema(description = "What it may do; at most what your own credential may.") @NotEmpty @Size(max = 50) List<String> scopes,
    @Schema(description = "When it stops working; never, when absent.") @Nullable Instant expiresAt) {}
