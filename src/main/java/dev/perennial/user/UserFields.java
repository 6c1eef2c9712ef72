package dev.perennial.user;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a user that people edit. */
public record UserFields(
    @NotBlank @Size(max = 300) String name,
    @Nullable @Email @Size(max = 320) String email,
    @Schema(description = "E.g. CSM, RENEWAL_MANAGER, ACCOUNT_EXECUTIVE; your own are welcome.")
        @Size(max = 20) List<@NotBlank @Size(max = 50) String> roles,
    @Schema(description = "Whether the person still works here; true when absent.") @Nullable Boolean active,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  public UserFields {
    roles = roles == null ? List.of() : roles;
    active = active == null || active;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
