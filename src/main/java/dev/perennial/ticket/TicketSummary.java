package dev.perennial.ticket;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tickets in numbers.
 *
 * @param connected whether any source tells of tickets: none open and none known differ
 * @param withoutSubject TICKET signals without a subject key: no ticket can be made of them
 */
@Schema(name = "TicketSummary")
record TicketSummary(
    Instant asOf,
    TicketGrouping groupBy,
    int severeFrom,
    int ageingDays,
    Instant closedFrom,
    boolean connected,
    long withoutSubject,
    Group total,
    List<Group> groups) {

  /**
   * One group.
   *
   * @param key tier, severity or customer id; null for those without
   * @param label a customer's name
   * @param severe open ones of at least {@code severeFrom}
   * @param ageing open ones for at least {@code ageingDays}
   * @param closed closed since {@code closedFrom}
   * @param medianDaysToClose of those, from the opening (the last one) to the closing
   */
  @Schema(name = "TicketSummaryGroup")
  record Group(
      @Nullable String key,
      @Nullable String label,
      long open,
      long severe,
      long ageing,
      long closed,
      @Nullable Double medianDaysToClose) {
    static Group read(ResultSet row) throws SQLException {
      return new Group(
          row.getString("key"), row.getString("label"), row.getLong("open"), row.getLong("severe"), row.getLong("ageing"),
          row.getLong("closed"), Rows.doubleOrNull(row, "median_days"));
    }
  }

  /** What the statement answers beside the groups. */
  record Known(boolean connected, long withoutSubject) {}
}
