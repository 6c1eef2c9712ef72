package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, when and from where.
 *
 * @param actor credential or part of the system
 * @param address IP address of the caller; null for work of the service itself, and after its retention
 * @param before old values of the changed fields
 * @param after state after the change
 */
record AuditEntry(
    long sequence,
    Instant at,
    String actor,
    String origin,
    @Nullable String requestId,
    @Nullable String address,
    String type,
    String subjectType,
    UUID subjectId,
    @Nullable Long subjectVersion,
    @Schema(implementation = Object.class) @Nullable JsonNode before,
    @Schema(implementation = Object.class) @Nullable JsonNode after) {

  static AuditEntry of(EventRow row) {
    return new AuditEntry(
        row.sequence(), row.recordedAt(), row.actor(), row.origin(), row.requestId(), row.address(), row.type(), row.subjectType(),
        row.subjectId(), row.subjectVersion(), Personal.merge(row.previous(), row.personal(), "previous"),
        Personal.merge(row.object(), row.personal(), "object"));
  }
}
