package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * One renewal's place on the board before and after a score; the old band is null at its first
 * score.
 */
record BandChange(
    UUID renewalId,
    UUID customerId,
    UUID scoreId,
    @Nullable String oldBand,
    double oldProbability,
    String band,
    double probability) {
  static BandChange read(ResultSet row, StatementContext context) throws SQLException {
    return new BandChange(
        Rows.uuid(row, "renewal_id"),
        Rows.uuid(row, "customer_id"),
        Rows.uuid(row, "score_id"),
        row.getString("old_band"),
        row.getDouble("old_probability"),
        row.getString("band"),
        row.getDouble("probability"));
  }

  boolean isChange() {
    return oldBand != null && !oldBand.equals(band);
  }
}
