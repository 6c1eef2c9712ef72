package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stored trigger event. */
@Schema(name = "TriggerEvent")
public record TriggerEventView(
    @Schema(description = "Made from source, source id and revision: the same wherever it appears.") UUID id,
    String source,
    String sourceId,
    int revision,
    UUID customerId,
    @Nullable UUID contactId,
    String type,
    @Schema(description = "When it happened, or is announced to happen.") Instant occurredAt,
    @Schema(description = "When it was known: for a detected one, when its last piece of evidence was.") Instant knownAt,
    @Schema(description = "When it was stored here.") Instant recordedAt,
    boolean retracted,
    @Schema(description = "Rule and version, null when it was posted.", examples = "ticket_burst@1") @Nullable String detectedBy,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "What came with it; of a detected one its evidence: the window, what was counted, and the newest of the signals.")
        JsonNode attributes) {}
