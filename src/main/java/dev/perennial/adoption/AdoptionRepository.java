package dev.perennial.adoption;

import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.signal.SignalFacts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** When customers reached the steps of a path: one statement for a customer, one for all of them. */
@Singleton
class AdoptionRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;

  AdoptionRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** When one customer began and reached each step. */
  record Reached(@Nullable LocalDate startDate, List<@Nullable Instant> steps) {}

  Reached ofCustomer(AdoptionPathView path, List<UUID> family, PointInTime at, ZoneId zone) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    String sql = StepSql.ofPath(path, SignalFacts.OF_ONE, CustomerStarts.OF_ONE, binds) + "SELECT * FROM reached";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customer", family.getFirst())
                .bind("family", family.toArray(UUID[]::new))
                .bind("zone", zone.getId())
                .bindMap(binds)
                .map(
                    (row, context) -> {
                      List<@Nullable Instant> steps = new ArrayList<>();
                      for (int i = 1; i <= path.steps().size(); i++) {
                        steps.add(Rows.instantOrNull(row, "at_" + i));
                      }
                      return new Reached(Rows.dateOrNull(row, "start_date"), steps);
                    })
                .one());
  }

  /** The path's summary in rows of {@code part, step, customers, stalled, quartiles}. */
  List<PathFigures> figures(AdoptionPathView path, PointInTime at, ZoneId zone) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    StringBuilder sql = new StringBuilder(PathSql.placed(path, binds));
    sql.append("SELECT 'REACHED' AS part, steps_reached AS step, count(*) AS customers, 0 AS stalled, CAST(NULL AS float8[]) AS quartiles")
        .append(" FROM placed GROUP BY steps_reached UNION ALL SELECT 'NEXT', next_step, count(*),")
        .append(" count(*) FILTER (WHERE overdue_days > 0), NULL FROM placed WHERE next_step IS NOT NULL GROUP BY next_step");
    for (int i = 1; i <= path.steps().size(); i++) {
      sql.append(" UNION ALL SELECT 'STEP', ").append(i).append(", count(at_").append(i)
          .append("), 0, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY extract(epoch FROM at_").append(i)
          .append(" - start_at) / 86400.0) FROM placed WHERE at_").append(i).append(" IS NOT NULL");
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql.toString())
                .bind("tenant", callers.tenantId())
                .bind("zone", zone.getId())
                .bindMap(binds)
                .map((row, context) -> PathFigures.read(row))
                .list());
  }

  List<PathCustomer> customers(
      AdoptionPathView path, PointInTime at, ZoneId zone, Keyset<PathCustomer> keyset, Filters filters) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    String sql =
        PathSql.placed(path, binds)
            + "SELECT p.customer_id, p.start_date, p.steps_reached, p.next_step, p.overdue_days, c.name FROM placed p"
            + " JOIN app.customer c ON c.tenant_id = :tenant AND c.id = p.customer_id WHERE true"
            + filters.sql() + keyset.predicate() + keyset.orderAndLimit();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("zone", zone.getId())
                .bindMap(binds)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> PathSql.customer(path, row))
                .list());
  }
}
