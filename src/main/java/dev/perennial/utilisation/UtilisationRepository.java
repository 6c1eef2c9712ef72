package dev.perennial.utilisation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Measures entitlements: one statement for a customer, one for a page of the tenant's. */
@Singleton
class UtilisationRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  UtilisationRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  List<UtilisationView> ofCustomer(List<UUID> family, PointInTime at, ZoneId zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(UtilisationSql.OF_ONE + " ORDER BY unit, id")
                .bind("tenant", callers.tenantId())
                .bind("customer", family.getFirst())
                .bind("family", family.toArray(UUID[]::new))
                .bind("zone", zone.getId())
                .bindMap(at.binds())
                .map((row, context) -> read(row))
                .list());
  }

  List<UtilisationView> page(PointInTime at, ZoneId zone, Keyset<UtilisationView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(UtilisationSql.OF_ALL + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("zone", zone.getId())
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> read(row))
                .list());
  }

  private UtilisationView read(ResultSet row) throws SQLException {
    UtilisationState state = UtilisationState.valueOf(row.getString("state"));
    GrantPeriod period = GrantPeriod.valueOf(row.getString("period"));
    boolean measured = state == UtilisationState.MEASURED;
    double quantity = row.getDouble("quantity");
    double used = row.getDouble("running_used");
    double elapsed = row.getDouble("elapsed");
    LocalDate to = Rows.date(row, "running_to");
    boolean quota = period != GrantPeriod.AT_A_TIME;
    List<UtilisationView.PeriodUse> trend = measured ? trend(row.getString("trend")) : List.of();
    @Nullable Double pace = Rows.doubleOrNull(row, "pace");
    @Nullable Double overage = measured ? Double.valueOf(Math.max(0, used - quantity)) : null;
    return new UtilisationView(
        Rows.uuid(row, "id"), Rows.uuid(row, "customer_id"), Rows.uuid(row, "contract_id"), row.getString("unit"), quantity,
        period, state, pace, trend.isEmpty() ? null : trend.getLast(),
        measured
            ? new UtilisationView.PeriodUse(Rows.date(row, "running_from"), to.minusDays(1), used, used / quantity)
            : null,
        quota ? elapsed : null,
        measured && quota && elapsed > 0 ? Double.valueOf(used / (quantity * elapsed)) : null,
        quota ? to : null,
        overage, UseFlags.of(pace, overage, row.getString("unit"), quota), trend, row.getDouble("sort_pace"));
  }

  private List<UtilisationView.PeriodUse> trend(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException("a trend is not readable", e);
    }
  }
}
