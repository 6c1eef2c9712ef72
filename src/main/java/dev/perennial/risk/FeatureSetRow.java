package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** A feature set as stored; the document is JSON text. */
record FeatureSetRow(
    UUID id, String code, int version, String document, Instant createdAt, String createdBy) {
  static FeatureSetRow read(ResultSet row, StatementContext context) throws SQLException {
    return new FeatureSetRow(
        Rows.uuid(row, "id"),
        row.getString("code"),
        row.getInt("version"),
        row.getString("document"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"));
  }
}
