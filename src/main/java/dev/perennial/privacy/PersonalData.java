package dev.perennial.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Everything held about a person under its id; of each list the newest 10,000. Free texts that merely mention its name are
 * not searched for here; erasure finds those, too.
 *
 * @param person the object itself
 * @param externalIds its names in other systems, removed ones included
 * @param events changes of it, newest first, with the values they had
 * @param signals facts that name it or in which it took part, newest first
 * @param triggerEvents trigger events that name it, newest first
 * @param measurements answers it gave, newest first
 * @param deliveryScores scores of delivery it gave, newest first
 * @param feedbackItems what it said, newest first
 * @param unmatchedSignals facts that name it and wait for their customer, newest first
 */
record PersonalData(
    UUID id,
    Instant exportedAt,
    @Schema(implementation = Object.class) JsonNode person,
    @Schema(implementation = Object[].class) JsonNode externalIds,
    @Schema(implementation = Object[].class) JsonNode events,
    @Schema(implementation = Object[].class) JsonNode signals,
    @Schema(implementation = Object[].class) JsonNode triggerEvents,
    @Schema(implementation = Object[].class) JsonNode measurements,
    @Schema(implementation = Object[].class) JsonNode deliveryScores,
    @Schema(implementation = Object[].class) JsonNode feedbackItems,
    @Schema(implementation = Object[].class) JsonNode unmatchedSignals) {}
