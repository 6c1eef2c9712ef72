package dev.perennial.analysis;

import dev.perennial.platform.db.Rows;
import dev.perennial.platform.jobs.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A stored analysis.
 *
 * @param parameters JSON
 * @param result JSON; null until it is done
 * @param state its job's
 */
record AnalysisRow(
    UUID id,
    AnalysisKind kind,
    @Nullable String name,
    UUID jobId,
    @Nullable UUID rerunOf,
    String parameters,
    @Nullable String result,
    JobState state,
    @Nullable String failure,
    Instant createdAt,
    String createdBy,
    @Nullable Instant finishedAt) {
  static AnalysisRow read(ResultSet row, StatementContext context) throws SQLException {
    Instant finished = Rows.instantOrNull(row, "finished_at");
    String state = row.getString("state");
    return new AnalysisRow(
        Rows.uuid(row, "id"),
        AnalysisKind.valueOf(row.getString("kind")),
        row.getString("name"),
        Rows.uuid(row, "job_id"),
        Rows.uuidOrNull(row, "rerun_of"),
        row.getString("parameters"),
        row.getString("result"),
        // jobs are not kept for ever; an analysis is
        finished != null ? JobState.SUCCEEDED : state == null ? JobState.FAILED : JobState.valueOf(state),
        row.getString("failure"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"),
        finished);
  }
}
