package dev.perennial.signal;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which customers references mean. */
@Schema(name = "ResolveUnmatchedRequest")
record ResolveRequest(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Resolution> items) {
  /** One reference and its customer. */
  @Schema(name = "UnmatchedResolution")
  record Resolution(@NotNull @Valid ExternalId reference, @NotNull Reference customerId) {}
}
