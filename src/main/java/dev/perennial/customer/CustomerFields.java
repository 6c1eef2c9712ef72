package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a customer that people edit. */
public record CustomerFields(
    @NotBlank @Size(max = 300) String name,
    @Schema(description = "PROSPECT, ONBOARDING or ACTIVE (the default); NOTICE_GIVEN and CHURNED follow from contracts.")
        CustomerStatus status,
    @Schema(description = "The company it belongs to; no cycles.") @Nullable Reference parentId,
    @Valid Assignments assignments,
    @Schema(description = "Your own word, e.g. ENTERPRISE.") @Nullable @Size(min = 1, max = 50) String tier,
    @Nullable @Size(min = 1, max = 50) String sizeClass,
    @Nullable @Size(min = 1, max = 50) String region,
    @Schema(description = "ISO 4217; the reporting currency, when absent.")
        @Nullable @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") String currency,
    @Nullable Reference referredById,
    @Schema(description = "Nobody is to contact the customer before this day.") @Nullable LocalDate doNotContactUntilDate,
    @Schema(description = "Free typed attributes: text, numbers, true or false; at most 100.", example = "{\"industry\":\"logistics\",\"seats\":120}")
        @Size(max = 100) Map<@Size(min = 1, max = 100) String, JsonNode> attributes,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {

  public CustomerFields {
    status = status == null ? CustomerStatus.ACTIVE : status;
    assignments = assignments == null ? Assignments.NOBODY : assignments;
    attributes = attributes == null ? Map.of() : attributes;
    externalIds = externalIds == null ? List.of() : externalIds;
  }
}
