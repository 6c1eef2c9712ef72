package dev.perennial.mention;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A customer's contacts with competitors in the window and before it. */
record CompetitorCount(
    UUID customerId, String name, long inWindow, long inBaseline, double baselineDays, Instant lastAt) {
  static CompetitorCount read(ResultSet row) throws SQLException {
    return new CompetitorCount(
        Rows.uuid(row, "customer_id"), row.getString("name"), row.getLong("in_window"), row.getLong("in_baseline"),
        row.getDouble("baseline_days"), Rows.instant(row, "last_at"));
  }
}
