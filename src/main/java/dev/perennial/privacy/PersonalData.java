package dev.perennial.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Everything held about a person.
 *
 * @param person the object itself
 * @param externalIds its names in other systems, removed ones included
 * @param events changes of it, newest first, with the values they had
 * @param signals facts that name it, newest first
 * @param triggerEvents trigger events that name it, newest first
 * @param measurements answers it gave, newest first
 */
record PersonalData(
    UUID id,
    Instant exportedAt,
    @Schema(implementation = Object.class) JsonNode person,
    @Schema(implementation = Object[].class) JsonNode externalIds,
    @Schema(implementation = Object[].class) JsonNode events,
    @Schema(implementation = Object[].class) JsonNode signals,
    @Schema(implementation = Object[].class) JsonNode triggerEvents,
    @Schema(implementation = Object[].class) JsonNode measurements) {}
