package dev.perennial.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A version with the content of the one known before it. */
record VersionRow(
    UUID id,
    long version,
    Instant knownFrom,
    @Nullable Instant knownTo,
    Instant recordedAt,
    @Nullable String actor,
    @Nullable String origin,
    @Nullable String requestId,
    @Nullable JsonNode before,
    JsonNode content) {

  static VersionRow read(ResultSet row, StatementContext context) throws SQLException {
    var tree = context.findColumnMapperFor(JsonNode.class).orElseThrow();
    return new VersionRow(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        Rows.instant(row, "known_from"),
        Rows.instantOrNull(row, "known_to"),
        Rows.instant(row, "recorded_at"),
        row.getString("actor"),
        row.getString("origin"),
        row.getString("request_id"),
        tree.map(row, "before", context),
        tree.map(row, "content", context));
  }

  VersionView view(ResourceType type) {
    return new VersionView(
        version, knownFrom, knownTo, recordedAt, knownFrom.isBefore(recordedAt), actor, origin, requestId,
        Differences.of(type, before, content));
  }
}
