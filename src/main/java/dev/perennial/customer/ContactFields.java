package dev.perennial.customer;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a contact that people edit. */
public record ContactFields(
    @NotNull Reference customerId,
    @NotBlank @Size(max = 300) String name,
    @Nullable @Email @Size(max = 320) String email,
    @Nullable @Size(max = 50) String phone,
    @Nullable @Size(max = 200) String title,
    @Schema(description = "E.g. CHAMPION, ECONOMIC_BUYER, DECISION_MAKER, USER; your own are welcome.")
        @Size(max = 20) List<@NotBlank @Size(max = 50) String> roles,
    @Schema(description = "The day the person left the company.") @Nullable LocalDate leftDate,
    @Schema(description = "Nobody is to contact the person before this day.") @Nullable LocalDate doNotContactUntilDate,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {
  public ContactFields {
    roles = roles == null ? List.of() : roles;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
