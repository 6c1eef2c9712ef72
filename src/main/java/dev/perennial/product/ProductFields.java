package dev.perennial.product;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a product that people edit. */
public record ProductFields(
    @Schema(description = "Your own code; unique, case matters.", examples = "ANALYTICS-PRO")
        @NotBlank
        @Size(max = 100)
        String code,
    @NotBlank @Size(max = 300) String name,
    @Schema(description = "Products that belong together, in your own word.")
        @Nullable
        @Size(min = 1, max = 100)
        String family,
    @Schema(description = "Whether it is still sold; true when absent.") @Nullable Boolean active,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  public ProductFields {
    active = active == null || active;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
