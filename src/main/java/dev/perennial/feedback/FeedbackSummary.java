package dev.perennial.feedback;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Feedback items in numbers.
 *
 * @param quantiles how median and p90 are taken
 */
@Schema(name = "FeedbackSummary")
record FeedbackSummary(
    FeedbackGrouping groupBy, Instant closedFrom, Instant closedTo, String quantiles, Group total, List<Group> groups) {
  static final String QUANTILES = "Linear interpolation between closest ranks (PostgreSQL percentile_cont)";

  /**
   * One group.
   *
   * @param key category, owner's, customer's id or tier; null for those without
   * @param label an owner's or a customer's name
   * @param overdue of those not closed
   * @param closed told to the customer in the period
   * @param medianDaysToClosure of those closed in the period
   */
  @Schema(name = "FeedbackSummaryGroup")
  record Group(
      @Nullable String key,
      @Nullable String label,
      long open,
      long acknowledged,
      long resolved,
      long overdue,
      long closed,
      @Nullable Double medianDaysToClosure,
      @Nullable Double p90DaysToClosure) {
    static Group read(ResultSet row) throws SQLException {
      return new Group(
          row.getString("key"), row.getString("label"), row.getLong("open"), row.getLong("acknowledged"),
          row.getLong("resolved"), row.getLong("overdue"), row.getLong("closed"), Rows.doubleOrNull(row, "median_days"),
          Rows.doubleOrNull(row, "p90_days"));
    }
  }
}
