package dev.perennial.renewal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step of a renewal to another stage. */
@Schema(name = "RenewalStageRequest")
public record StageRequest(@NotNull RenewalStage stage, @Size(max = 2000) @Nullable String note) {}
