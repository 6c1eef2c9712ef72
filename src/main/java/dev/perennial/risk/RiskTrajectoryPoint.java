package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import dev.perennial.scoring.decision.TrajectoryPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last score of a month.
 *
 * @param month in the tenant's time zone
 * @param asOf nothing that happened or was known later was used
 * @param probability that the renewal is lost, 0 to 1
 * @param logOdds the same as log-odds
 * @param lowerBound lower end of the 95% interval
 * @param upperBound upper end of the 95% interval
 * @param threshold then in force
 */
public record RiskTrajectoryPoint(
    UUID riskScoreId,
    @Schema(examples = "2026-03") String month,
    Instant asOf,
    double probability,
    double logOdds,
    double lowerBound,
    double upperBound,
    double threshold) {
  static RiskTrajectoryPoint read(ResultSet row) throws SQLException {
    return new RiskTrajectoryPoint(
        Rows.uuid(row, "id"),
        row.getString("month"),
        Rows.instant(row, "as_of"),
        row.getDouble("probability"),
        row.getDouble("log_odds"),
        row.getDouble("lower_bound"),
        row.getDouble("upper_bound"),
        row.getDouble("threshold"));
  }

  TrajectoryPoint plain() {
    return new TrajectoryPoint(asOf, probability, logOdds);
  }
}
