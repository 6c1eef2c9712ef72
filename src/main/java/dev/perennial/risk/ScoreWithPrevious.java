package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A score and what the one before it added up from.
 *
 * @param previousId null where it is the renewal's first of its model version
 * @param previousContributions log-odds per feature, in the order of the feature set; null together with the id
 */
@SuppressWarnings("ArrayRecordComponent") // read once from the row, never changed
record ScoreWithPrevious(RiskScoreRow row, @Nullable UUID previousId, double @Nullable [] previousContributions) {
  static ScoreWithPrevious read(ResultSet row, StatementContext context) throws SQLException {
    UUID previous = Rows.uuidOrNull(row, "previous_id");
    return new ScoreWithPrevious(
        RiskScoreRow.read(row, context),
        previous,
        previous == null ? null : RiskScoreRow.doubles(row, "previous_contributions"));
  }

  /** What the feature adds now less what it added before, in log-odds; null where there is nothing before. */
  @Nullable Double change(int feature) {
    return previousContributions == null ? null : row.contributions()[feature] - previousContributions[feature];
  }
}
