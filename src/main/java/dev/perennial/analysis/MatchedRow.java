package dev.perennial.analysis;

import dev.perennial.learning.SampledRenewal;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A case with one of its controls.
 *
 * @param set number of the case, from 1, in the order of days
 * @param control null where nobody was alike
 */
record MatchedRow(int set, UUID renewal, LocalDate day, @Nullable UUID control) {
  static MatchedRow read(ResultSet row, StatementContext context) throws SQLException {
    return new MatchedRow(
        row.getInt("no"), Rows.uuid(row, "id"), Rows.date(row, "day"), Rows.uuidOrNull(row, "control_id"));
  }

  /** The case or its control as of the case's day, for the loader; `lost` says that it is the case. */
  static SampledRenewal asOf(UUID renewal, LocalDate day, boolean isCase) {
    return new SampledRenewal(renewal, renewal, day, day, day, isCase);
  }
}
