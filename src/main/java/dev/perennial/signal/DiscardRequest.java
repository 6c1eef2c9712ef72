package dev.perennial.signal;

import dev.perennial.editing.ExternalId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** References whose waiting signals are to be thrown away. */
@Schema(name = "DiscardUnmatchedRequest")
record DiscardRequest(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid ExternalId> references) {}
