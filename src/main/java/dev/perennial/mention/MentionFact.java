package dev.perennial.mention;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mention, or an act of advocacy. */
record MentionFact(
    UUID id, boolean isAct, String type, Instant at, String source, @Nullable UUID contactId, @Nullable String channel,
    @Nullable Double sentiment) {
  static MentionFact read(ResultSet row) throws SQLException {
    return new MentionFact(
        Rows.uuid(row, "id"), row.getBoolean("is_act"), row.getString("type"), Rows.instant(row, "occurred_at"),
        row.getString("source"), Rows.uuidOrNull(row, "contact_id"), row.getString("channel"),
        Rows.doubleOrNull(row, "sentiment"));
  }
}
