package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One entry of a customer's timeline. */
record TimelineItem(
    UUID id,
    @Schema(
            description =
                "A signal, trigger event or measurement: when it happened; a change or a score: when it was"
                    + " recorded; a change that came by an import: since when it was known.")
        Instant at,
    TimelineKind kind,
    @Schema(
            description = "The signal's type, the event's type, `risk_score`, `measurement` or `delivery_score`.",
            examples = "renewal.stage_changed")
        String type,
    @Schema(description = "What happened in a short sentence.") String title,
    @Schema(
            description =
                "signal, trigger_event, customer, contact, contract, entitlement, renewal, success_metric, purchase_criterion, measurement,"
                    + " delivery_score, feedback_item or risk_score.")
        String subjectType,
    UUID subjectId,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What is known of it; personal values are never part of it.")
        JsonNode detail) {}
