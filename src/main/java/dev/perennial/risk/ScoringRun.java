package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A run: one model, one time, many renewals. */
record ScoringRun(UUID id, UUID jobId, UUID modelId, Instant asOf, @Nullable Instant recordedBy, boolean scheduled) {
  static ScoringRun read(ResultSet row, StatementContext context) throws SQLException {
    return new ScoringRun(
        Rows.uuid(row, "id"),
        Rows.uuid(row, "job_id"),
        Rows.uuid(row, "model_id"),
        Rows.instant(row, "as_of"),
        Rows.instantOrNull(row, "recorded_by"),
        row.getBoolean("scheduled"));
  }
}
