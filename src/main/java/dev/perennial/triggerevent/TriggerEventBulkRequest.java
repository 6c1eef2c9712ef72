package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many trigger events, each read for itself. */
@Schema(name = "TriggerEventBulkRequest")
record TriggerEventBulkRequest(
    @Schema(implementation = TriggerEventFields[].class) @NotNull @Size(min = 1, max = 500) List<JsonNode> items) {}
