package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Many signals; each is read for itself, so that one that cannot be read does not keep the others
 * out.
 */
record SignalBulkRequest(
    @Schema(implementation = SignalFields[].class) @NotNull @Size(min = 1, max = 500)
        List<JsonNode> items) {}
