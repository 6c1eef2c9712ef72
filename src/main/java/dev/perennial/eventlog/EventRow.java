package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A stored event, as the table has it. */
record EventRow(
    long sequence,
    UUID id,
    String type,
    Instant recordedAt,
    String actor,
    String origin,
    @Nullable String requestId,
    @Nullable String address,
    String subjectType,
    UUID subjectId,
    @Nullable Long subjectVersion,
    @Nullable UUID customerId,
    @Nullable JsonNode previous,
    @Nullable JsonNode object,
    @Nullable JsonNode personal) {

  static EventRow read(ResultSet row, StatementContext context) throws SQLException {
    var tree = context.findColumnMapperFor(JsonNode.class).orElseThrow();
    return new EventRow(
        row.getLong("sequence"),
        row.getObject("id", UUID.class),
        row.getString("type"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("actor"),
        row.getString("origin"),
        row.getString("request_id"),
        row.getString("address"),
        row.getString("subject_type"),
        row.getObject("subject_id", UUID.class),
        row.getObject("subject_version", Long.class),
        row.getObject("customer_id", UUID.class),
        tree.map(row, "previous", context),
        tree.map(row, "object", context),
        tree.map(row, "personal", context));
  }
}
