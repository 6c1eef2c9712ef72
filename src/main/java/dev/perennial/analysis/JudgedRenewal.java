package dev.perennial.analysis;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A decided renewal with what was said before its cut-off.
 *
 * @param early decided or under notice before the cut-off: nobody could be right about it any more
 * @param calledLost whether somebody of us called it lost; null without a call in force
 * @param humanProbability of a loss, where the call stated its confidence
 * @param atRisk whether the model's score in force was at or above the threshold then in force; null without a score
 * @param modelProbability of a loss; null without a score
 */
record JudgedRenewal(
    boolean lost,
    boolean early,
    @Nullable Boolean calledLost,
    @Nullable Double humanProbability,
    @Nullable Boolean atRisk,
    @Nullable Double modelProbability) {
  static JudgedRenewal read(ResultSet row, StatementContext context) throws SQLException {
    String outcome = row.getString("call_outcome");
    Instant cutoff = Rows.instant(row, "cutoff");
    String expires = row.getString("call_expires");
    boolean expired = expires != null && !Instant.parse(expires).isAfter(cutoff);
    Boolean calledLost = outcome == null || expired ? null : Boolean.valueOf(outcome.equals("NOT_RENEWED"));
    Double confidence = Rows.doubleOrNull(row, "call_confidence");
    Double atRisk = Rows.doubleOrNull(row, "probability");
    return new JudgedRenewal(
        row.getBoolean("lost"),
        row.getBoolean("early"),
        calledLost,
        calledLost == null || confidence == null ? null : Double.valueOf(calledLost ? confidence : 1 - confidence),
        atRisk == null ? null : Boolean.valueOf(row.getBoolean("at_risk")),
        atRisk);
  }

  boolean compared() {
    return !early && calledLost != null && atRisk != null;
  }
}
