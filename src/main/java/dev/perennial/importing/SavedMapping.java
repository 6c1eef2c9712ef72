package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mapping kept under a name. */
record SavedMapping(
    UUID id, long version, String etag, String name, String resource,
    @Schema(implementation = ImportMapping.class) JsonNode document, Instant updatedAt) {}
