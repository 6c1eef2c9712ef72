package dev.perennial.survey;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An answer, or, without a value, that somebody was asked. */
record SurveyFact(String type, @Nullable UUID contactId, @Nullable Double value, Instant occurredAt) {
  static SurveyFact read(ResultSet row) throws SQLException {
    return new SurveyFact(
        row.getString("type"), Rows.uuidOrNull(row, "contact_id"), Rows.doubleOrNull(row, "value"),
        Rows.instant(row, "occurred_at"));
  }

  boolean isAnswer() {
    return value != null;
  }
}
