package dev.perennial.stagnation;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer with a contract in force and since when nothing is new to it: one line of the list.
 *
 * @param lastMovement the last thing that was new; null: nothing since its start
 */
record StagnantCustomer(
    UUID customerId, String customerName, StagnationState state, long months, LocalDate sinceDate, UsageReports usage,
    @Nullable Movement lastMovement, @Nullable String tier, @Nullable String region, @Nullable UUID csmId) {

  static StagnantCustomer read(ResultSet row, LocalDate today, int stagnantMonths) throws SQLException {
    LocalDate since = Rows.date(row, "since");
    long months = ChronoUnit.MONTHS.between(since, today);
    UsageReports usage = UsageReports.of(row.getBoolean("connected"), row.getBoolean("reported"));
    String kind = row.getString("kind");
    return new StagnantCustomer(
        Rows.uuid(row, "id"), row.getString("name"), StagnationState.of(months, stagnantMonths, usage), months, since, usage,
        kind == null
            ? null
            : new Movement(MovementKind.valueOf(kind), Rows.date(row, "day"), row.getString("what")),
        row.getString("tier"), row.getString("region"), Rows.uuidOrNull(row, "csm_id"));
  }
}
