package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One entry of a customer's timeline. */
record TimelineItem(
    UUID id,
    @Schema(description = "A signal or trigger event: when it happened; a change or a score: when it was recorded.")
        Instant at,
    TimelineKind kind,
    @Schema(
            description = "The signal's type, the event's type, or `risk_score`.",
            examples = "renewal.stage_changed")
        String type,
    @Schema(description = "What happened in a short sentence.") String title,
    @Schema(description = "signal, trigger_event, customer, contact, contract, renewal or risk_score.")
        String subjectType,
    UUID subjectId,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What is known of it; personal values are never part of it.")
        JsonNode detail) {}
