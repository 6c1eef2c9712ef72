package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A model as stored, with the feature set it reads; documents are JSON text. */
record ScoringModelRow(
    UUID id,
    String code,
    int version,
    ScoringModelKind kind,
    ModelState state,
    UUID featureSetId,
    String document,
    String provenance,
    Instant createdAt,
    String createdBy,
    @Nullable Instant activatedAt,
    @Nullable Instant retiredAt,
    String featureSetCode,
    int featureSetVersion,
    String featureSetDocument,
    @Nullable String training) {
  static ScoringModelRow read(ResultSet row, StatementContext context) throws SQLException {
    return new ScoringModelRow(
        Rows.uuid(row, "id"),
        row.getString("code"),
        row.getInt("version"),
        ScoringModelKind.valueOf(row.getString("kind")),
        ModelState.valueOf(row.getString("state")),
        Rows.uuid(row, "feature_set_id"),
        row.getString("document"),
        row.getString("provenance"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"),
        Rows.instantOrNull(row, "activated_at"),
        Rows.instantOrNull(row, "retired_at"),
        row.getString("feature_set_code"),
        row.getInt("feature_set_version"),
        row.getString("feature_set_document"),
        row.getString("training"));
  }
}
