package dev.perennial.feedback;

import dev.perennial.customer.Survivors;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** All SQL of feedback items. */
@Singleton
class FeedbackRepository implements PanacheRepositoryBase<FeedbackEntity, UUID> {
  private static final String OVERDUE = "(f.state <> 'CLOSED_WITH_CUSTOMER' AND coalesce(f.due_date < :today, false))";
  private static final String SELECT =
      "SELECT f.*, " + Survivors.of("f.customer_id") + " AS standing_customer_id, " + OVERDUE + " AS overdue"
          + " FROM app.feedback_item f WHERE f.tenant_id = :tenant";

  private static final String SUMS =
      """
      count(*) FILTER (WHERE f.state = 'OPEN') AS open,
      count(*) FILTER (WHERE f.state = 'ACKNOWLEDGED') AS acknowledged,
      count(*) FILTER (WHERE f.state = 'RESOLVED') AS resolved,
      count(*) FILTER (WHERE $OVERDUE$) AS overdue,
      count(*) FILTER (WHERE $CLOSED$) AS closed,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY $DAYS$) FILTER (WHERE $CLOSED$) AS median_days,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY $DAYS$) FILTER (WHERE $CLOSED$) AS p90_days
      """
          .replace("$OVERDUE$", OVERDUE)
          .replace("$CLOSED$", "f.closed_at >= :closedFrom AND f.closed_at < :closedTo")
          .replace("$DAYS$", "CAST(extract(epoch FROM f.closed_at - f.opened_at) / 86400 AS float8)");

  private final Jdbi jdbi;
  private final CallerContext callers;

  FeedbackRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<FeedbackView> read(UUID id, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND f.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("id", id)
                .map((row, context) -> FeedbackView.read(row))
                .findOne());
  }

  List<FeedbackView> list(Keyset<FeedbackView> keyset, Filters filters, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> FeedbackView.read(row))
                .list());
  }

  static Filters filters(FeedbackFilter filter, List<UUID> family) {
    return new Filters()
        .and("f.customer_id = ANY(:family)", "family", family.isEmpty() ? null : family.toArray(UUID[]::new))
        .in("f.state", "state", filter.state, FeedbackState.class)
        .in("f.category", "category", filter.category)
        .and("f.owner_id = :ownerId", "ownerId", filter.ownerId)
        .and(OVERDUE + " = :overdue", "overdue", filter.overdue)
        .and("f.due_date <= :dueTo", "dueTo", filter.dueTo)
        .and("f.opened_at >= :openedFrom", "openedFrom", filter.openedFrom)
        .and("f.opened_at < :openedTo", "openedTo", filter.openedTo);
  }

  /** The total first, then the groups. */
  List<FeedbackSummary.Group> summary(FeedbackGrouping by, Instant from, Instant to, LocalDate today) {
    String sql =
        "SELECT NULL AS key, NULL AS label, " + SUMS + " FROM app.feedback_item f WHERE f.tenant_id = :tenant"
            + " UNION ALL (SELECT " + by.key + ", " + by.label + ", " + SUMS + " FROM app.feedback_item f"
            + " LEFT JOIN app.customer c ON c.tenant_id = :tenant AND c.id = " + Survivors.of("f.customer_id")
            + " LEFT JOIN app.app_user u ON u.tenant_id = :tenant AND u.id = f.owner_id"
            + " WHERE f.tenant_id = :tenant GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 200)";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("closedFrom", from)
                .bind("closedTo", to)
                .bind("today", today)
                .map((row, context) -> FeedbackSummary.Group.read(row))
                .list());
  }

  /** The items that come from these signals. */
  Map<FeedbackOrigin, UUID> ofSignals(Collection<FeedbackOrigin> origins) {
    Map<FeedbackOrigin, UUID> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT f.signal_source, f.signal_source_id, f.id FROM unnest(:sources, :sourceIds) AS w(source, source_id)"
                        + " JOIN app.feedback_item f ON f.tenant_id = :tenant AND f.signal_source = w.source"
                        + " AND f.signal_source_id = w.source_id")
                .bind("tenant", callers.tenantId())
                .bind("sources", origins.stream().map(FeedbackOrigin::source).toArray(String[]::new))
                .bind("sourceIds", origins.stream().map(FeedbackOrigin::sourceId).toArray(String[]::new))
                .map(
                    (row, context) ->
                        found.put(
                            new FeedbackOrigin(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)))
                .list());
    return found;
  }

  /** Who looks after these customers: customer → its customer-success manager, where it has one. */
  Map<UUID, UUID> managers(Collection<UUID> customers) {
    Map<UUID, UUID> managers = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, csm_id FROM app.customer WHERE tenant_id = :tenant AND id = ANY(:ids) AND csm_id IS NOT NULL")
                .bind("tenant", callers.tenantId())
                .bind("ids", customers.toArray(UUID[]::new))
                .map((row, context) -> managers.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    return managers;
  }
}
