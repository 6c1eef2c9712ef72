package dev.perennial.learning;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A decided renewal with the day it is looked at; of an evergreen one a period of it, due at its end.
 *
 * @param cutoffDay its cut-off is the beginning of this day
 * @param lost whether it was not renewed, or ended early
 */
public record SampledRenewal(
    UUID renewalId, UUID customerId, LocalDate dueDate, LocalDate decidedDate, LocalDate cutoffDay, boolean lost) {
  static SampledRenewal read(ResultSet row, StatementContext context) throws SQLException {
    return new SampledRenewal(
        Rows.uuid(row, "id"),
        Rows.uuid(row, "customer_id"),
        row.getObject("due_date", LocalDate.class),
        row.getObject("decided_date", LocalDate.class),
        row.getObject("cutoff_day", LocalDate.class),
        row.getBoolean("lost"));
  }

  /** In one order always, also where an evergreen renewal has many periods. */
  static final Comparator<SampledRenewal> BY_ID =
      Comparator.comparing(SampledRenewal::renewalId).thenComparing(SampledRenewal::cutoffDay);

  /** The customer as a number: rows of one customer never stand on both sides of a split. */
  long group() {
    return customerId.getMostSignificantBits() * 31 + customerId.getLeastSignificantBits();
  }
}
