package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code app.job}. */
final class JobRow {
  private JobRow() {}

  static Job read(ResultSet row, StatementContext context) throws SQLException {
    var tree = context.findColumnMapperFor(JsonNode.class).orElseThrow();
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        JobState.valueOf(row.getString("state")),
        caller(row),
        row.getString("request_id"),
        tree.map(row, "parameters", context),
        tree.map(row, "checkpoint", context),
        counts(row),
        row.getInt("attempt"),
        row.getBoolean("cancel_requested"),
        tree.map(row, "result", context),
        row.getString("failure"),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  private static Caller caller(ResultSet row) throws SQLException {
    return new Caller(
        row.getObject("tenant_id", UUID.class),
        row.getString("actor"),
        row.getString("origin"),
        Set.of((String[]) row.getArray("scopes").getArray()));
  }

  private static JobCounts counts(ResultSet row) throws SQLException {
    return new JobCounts(
        row.getObject("total_count", Long.class),
        row.getLong("processed_count"),
        row.getLong("created_count"),
        row.getLong("updated_count"),
        row.getLong("unchanged_count"),
        row.getLong("failed_count"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
