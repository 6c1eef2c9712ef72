package dev.perennial.signal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stored signal. */
@Schema(name = "Signal")
public record SignalView(
    @Schema(description = "Made from source, source id and revision: the same wherever it appears.")
        UUID id,
    String source,
    String sourceId,
    int revision,
    UUID customerId,
    SignalKind kind,
    String type,
    @Schema(description = "When it happened.") Instant occurredAt,
    @Schema(description = "When the source knew.") Instant knownAt,
    @Schema(description = "When it was stored here.") Instant recordedAt,
    @Nullable Double value,
    @Nullable Double sentiment,
    @Nullable Integer severity,
    @Nullable SignalDirection direction,
    @Nullable String channel,
    @Nullable SignalPhase phase,
    @Nullable String subjectKey,
    boolean retracted,
    @Nullable UUID contactId,
    @Nullable UUID contractId,
    @Nullable UUID productId,
    @Schema(type = SchemaType.OBJECT) JsonNode attributes,
    @Schema(description = "Ids of the contacts who took part in an interaction.") List<UUID> participants) {

  /** What was stored. */
  Signal signal(ObjectMapper json) {
    Map<String, Object> values = json.convertValue(attributes, new TypeReference<>() {});
    return new Signal(
        source, sourceId, revision, customerId, kind, type, occurredAt, knownAt, value, sentiment, severity, direction,
        channel, phase, subjectKey, retracted, contactId, contractId, productId, values, participants);
  }
}
