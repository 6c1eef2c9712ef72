package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One event of the change feed; the same shape goes out as a webhook.
 *
 * @param sequence position in the tenant's feed, without gaps
 * @param subjectVersion version of the subject after the change, for objects that have one
 * @param origin where the change came from; skip your own
 */
@Schema(name = "ChangeEvent")
record EventView(
    String type,
    String id,
    Instant timestamp,
    String apiVersion,
    UUID tenantId,
    long sequence,
    String subjectType,
    UUID subjectId,
    @Nullable Long subjectVersion,
    String origin,
    EventData data) {

  static EventView of(EventRow row, UUID tenant) {
    return new EventView(
        row.type(), "msg_" + row.id().toString().replace("-", ""), row.recordedAt(), "v1", tenant, row.sequence(),
        row.subjectType(), row.subjectId(), row.subjectVersion(), row.origin(),
        new EventData(
            Personal.merge(row.object(), row.personal(), "object"),
            Personal.merge(row.previous(), row.personal(), "previous")));
  }

  /** The object after the change and the old values of the changed fields. */
  record EventData(
      @Schema(implementation = Object.class) @Nullable JsonNode object,
      @Schema(implementation = Object.class) @Nullable JsonNode previous) {}
}
