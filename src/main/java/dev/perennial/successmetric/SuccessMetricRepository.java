package dev.perennial.successmetric;

import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads success metrics with their measurements, follow-ups and derived values: one statement. */
@Singleton
class SuccessMetricRepository implements PanacheRepositoryBase<SuccessMetricEntity, UUID> {
  private static final String SELECT =
      "SELECT m.*, " + MetricSql.POINTS_OF + " AS points, " + MetricSql.FOLLOW_UPS_OF + " AS follow_ups, "
          + MetricSql.derived("CAST(:until AS timestamptz)") + " AS derived_value FROM ";
  private static final String OWN = " m WHERE m.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  SuccessMetricRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** @param now the time the answer is for */
  Optional<SuccessMetricRow> read(PastKey key, @Nullable PointInTime at, Instant now) {
    String from = at == null ? "app.success_metric" : PastState.one("success_metric", key.id());
    String sql = SELECT + from + OWN + (at == null ? " AND m.id = " + key.id() : "");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(times(at, now))
                .bindMap(key.binds())
                .map(SuccessMetricRow::read)
                .findOne());
  }

  /** What is computed is computed for the page alone. */
  List<SuccessMetricRow> list(Keyset<SuccessMetricRow> keyset, Filters filters, @Nullable PointInTime at, Instant now) {
    String from = at == null ? "app.success_metric" : PastState.all("success_metric");
    String page = "(SELECT * FROM " + from + OWN + filters.sql() + keyset.predicate() + keyset.orderAndLimit() + ") m";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + page + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(times(at, now))
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(SuccessMetricRow::read)
                .list());
  }

  /** All of a customer and who was merged into it. */
  List<SuccessMetricRow> ofFamily(List<UUID> family, @Nullable PointInTime at, Instant now) {
    String from = at == null ? "app.success_metric" : PastState.ofCustomer("success_metric", "ANY(:family)");
    String all = "(SELECT * FROM " + from + OWN + " AND m.customer_id = ANY(:family)) m";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + all + " ORDER BY m.id")
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bindMap(times(at, now))
                .map(SuccessMetricRow::read)
                .list());
  }

  /** @param family the filter's customer and who was merged into it */
  static Filters filters(SuccessMetricFilter filter, List<UUID> family) {
    return new Filters()
        .and("m.customer_id = ANY(:family)", "family", filter.customerId == null ? null : family.toArray(UUID[]::new))
        .in("m.direction", "direction", filter.direction, MetricDirection.class)
        .in("m.defined_by", "definedBy", filter.definedBy, MetricDefiner.class)
        .and("(m.formula IS NOT NULL) = :derived", "derived", filter.derived);
  }

  private static Map<String, Object> times(@Nullable PointInTime at, Instant now) {
    return Map.of(
        "knownAt", at == null ? PointInTime.ALL : at.knownAt(), "recordedBy", at == null ? PointInTime.ALL : at.recordedBy(),
        "until", now);
  }
}
