package dev.perennial.adoption;

import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.SortKey;
import dev.perennial.signal.SignalFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where all customers stand on a path: CTEs ending in {@code placed}, which adds what is next and since when it is overdue. */
final class PathSql {
  static final List<SortKey<PathCustomer>> SORTS =
      List.of(
          new SortKey<>("overdueDays", "p.overdue_days", "bigint", PathCustomer::overdueDays),
          new SortKey<>("stepsReached", "p.steps_reached", "bigint", PathCustomer::stepsReached));

  private PathSql() {}

  static String placed(AdoptionPathView path, Map<String, Object> binds) {
    List<String> times = new ArrayList<>();
    StringBuilder next = new StringBuilder("CASE");
    StringBuilder due = new StringBuilder("CASE");
    for (int i = 1; i <= path.steps().size(); i++) {
      times.add("r.at_" + i);
      String missing = " WHEN r.at_" + i + " IS NULL THEN ";
      next.append(missing).append(i);
      Integer expected = path.steps().get(i - 1).expectedDays();
      String from = i == 1 ? "r.start_date" : "CAST(r.at_" + (i - 1) + " AT TIME ZONE :zone AS date)";
      due.append(missing).append(expected == null ? "NULL" : from + " + " + expected);
    }
    return StepSql.ofPath(path, SignalFacts.OF_ALL, CustomerStarts.OF_ALL, binds)
        + ", due AS (SELECT r.*, CAST(num_nonnulls(" + String.join(", ", times) + ") AS bigint) AS steps_reached, "
        + next + " END AS next_step, " + due + " END AS due_date FROM reached r WHERE r.active)"
        + ", placed AS (SELECT d.*, CAST(greatest(coalesce(:today - d.due_date, 0), 0) AS bigint) AS overdue_days FROM due d)\n";
  }

  static PathCustomer customer(AdoptionPathView path, ResultSet row) throws SQLException {
    Integer next = Rows.integerOrNull(row, "next_step");
    String code = next == null ? null : path.steps().get(next - 1).code();
    long overdue = row.getLong("overdue_days");
    return new PathCustomer(
        Rows.uuid(row, "customer_id"), row.getString("name"), Rows.date(row, "start_date"), row.getInt("steps_reached"),
        path.steps().size(), code, overdue > 0 ? code : null, overdue);
  }
}
