package dev.perennial.adoption;

import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Keyset;
import dev.perennial.signal.SignalFacts;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Adoption of one feature over all customers with a contract in force: one statement each. */
@Singleton
class FeatureAdoptionRepository {
  private static final int[] DAYS = {30, 90, 180};
  private static final String TIMED =
      """
      , timed AS (
        SELECT r.customer_id, c.name, c.tier, r.at_1, greatest(CAST(:release AS date), r.start_date) AS available_from,
               greatest(0, CAST(r.at_1 AT TIME ZONE :zone AS date) - greatest(CAST(:release AS date), r.start_date)) AS days,
               CAST(:today - greatest(CAST(:release AS date), r.start_date) AS bigint) AS passed
        FROM reached r JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id WHERE r.active)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  FeatureAdoptionRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** A group, and whether it is the one of all. */
  record Row(boolean isTotal, FeatureAdoptionView.Group group) {}

  List<Row> groups(ProductFeatureView feature, PointInTime at, ZoneId zone) {
    StringBuilder select = new StringBuilder("SELECT grouping(tier) AS total, tier, count(*) AS customers, count(at_1) AS adopted");
    for (int days : DAYS) {
      select.append(", count(*) FILTER (WHERE passed >= ").append(days).append(") AS eligible_").append(days)
          .append(", count(*) FILTER (WHERE passed >= ").append(days).append(" AND at_1 IS NOT NULL AND days <= ")
          .append(days).append(") AS adopted_").append(days);
    }
    select.append(" FROM timed GROUP BY GROUPING SETS ((), (tier)) ORDER BY total DESC, tier NULLS LAST");
    Map<String, Object> binds = binds(feature, at, zone);
    String sql = StepSql.ofFeatures(List.of(feature), SignalFacts.OF_ALL, CustomerStarts.OF_ALL, binds) + TIMED + select;
    return jdbi.withHandle(handle -> handle.createQuery(sql).bindMap(binds).map((row, context) -> row(row)).list());
  }

  List<NonAdopter> nonAdopters(ProductFeatureView feature, PointInTime at, ZoneId zone, Keyset<NonAdopter> keyset) {
    Map<String, Object> binds = binds(feature, at, zone);
    String sql =
        StepSql.ofFeatures(List.of(feature), SignalFacts.OF_ALL, CustomerStarts.OF_ALL, binds) + TIMED
            + "SELECT customer_id, name, tier, available_from, passed FROM timed WHERE at_1 IS NULL AND passed >= 0"
            + keyset.predicate() + keyset.orderAndLimit();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(binds)
                .bindMap(keyset.binds())
                .map(
                    (row, context) ->
                        new NonAdopter(
                            Rows.uuid(row, "customer_id"), row.getString("name"), row.getString("tier"),
                            Rows.date(row, "available_from"), row.getLong("passed")))
                .list());
  }

  private Map<String, Object> binds(ProductFeatureView feature, PointInTime at, ZoneId zone) {
    Map<String, Object> binds = new HashMap<>(at.binds());
    binds.put("tenant", callers.tenantId());
    binds.put("zone", zone.getId());
    binds.put("release", feature.releaseDate());
    return binds;
  }

  private static Row row(ResultSet row) throws SQLException {
    List<FeatureAdoptionView.Within> within = new ArrayList<>();
    for (int days : DAYS) {
      int eligible = row.getInt("eligible_" + days);
      int adopted = row.getInt("adopted_" + days);
      @Nullable Double share = eligible == 0 ? null : Double.valueOf((double) adopted / eligible);
      within.add(new FeatureAdoptionView.Within(days, eligible, adopted, share));
    }
    return new Row(
        row.getInt("total") == 1,
        new FeatureAdoptionView.Group(row.getString("tier"), row.getInt("customers"), row.getInt("adopted"), within));
  }
}
