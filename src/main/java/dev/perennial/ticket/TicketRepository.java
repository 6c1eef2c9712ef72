package dev.perennial.ticket;

import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.signal.Signals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Makes tickets of their facts, in one statement. */
@Singleton
class TicketRepository {
  private static final String SUMS =
      """
      count(*) FILTER (WHERE t.state = 'OPEN') AS open,
      count(*) FILTER (WHERE t.state = 'OPEN' AND t.severity >= :severeFrom) AS severe,
      count(*) FILTER (WHERE t.state = 'OPEN' AND t.opened_at <= :ageing) AS ageing,
      count(*) FILTER (WHERE t.state = 'CLOSED' AND t.closed_at >= :closedFrom) AS closed,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(extract(epoch FROM t.closed_at - t.opened_at) / 86400 AS float8))
        FILTER (WHERE t.state = 'CLOSED' AND t.closed_at >= :closedFrom) AS median_days
      """;

  private static final String KNOWN =
      """
      SELECT EXISTS (SELECT FROM app.signal_stream t WHERE t.tenant_id = :tenant AND t.kind = 'TICKET'
                     AND t.first_known_at <= :knownAt),
             (SELECT count(*) FROM app.signal s WHERE s.tenant_id = :tenant AND s.kind = 'TICKET' AND s.subject_key IS NULL
              AND s.occurred_at <= :knownAt $PAST$)
      """
          .replace("$PAST$", Signals.PAST_SQL);

  private final Jdbi jdbi;
  private final CallerContext callers;

  TicketRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  static Filters filters(TicketFilter filter, PointInTime at) {
    Instant older =
        filter.olderThanDays == null
            ? null
            : at.knownAt().truncatedTo(java.time.temporal.ChronoUnit.HOURS).minus(Duration.ofDays(filter.olderThanDays));
    return new Filters()
        .in("t.state", "state", filter.state, TicketState.class)
        .and("t.severity = :severity", "severity", filter.severity)
        .and("t.severity >= :minSeverity", "minSeverity", filter.minSeverity)
        .and("t.opened_at <= :older", "older", older);
  }

  /** @param family whose tickets; empty for everybody's */
  List<TicketView> list(List<UUID> family, Keyset<TicketView> keyset, Filters filters, PointInTime at) {
    String tickets = Tickets.of(":knownAt", family.isEmpty() ? "" : "AND s.customer_id = ANY(:family)");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT t.* FROM " + tickets + " WHERE true" + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> TicketView.read(row, at.knownAt()))
                .list());
  }

  /** The total first, then the groups. */
  List<TicketSummary.Group> summary(TicketGrouping by, TicketSummaryRequest request, Instant closedFrom, PointInTime at) {
    String customers =
        at.named().isEmpty() ? "(SELECT * FROM app.customer WHERE tenant_id = :tenant)" : PastState.all("customer");
    String sql =
        "WITH t AS MATERIALIZED (SELECT t.* FROM " + Tickets.of(":knownAt", "") + ")"
            + " SELECT NULL AS key, NULL AS label, " + SUMS + " FROM t UNION ALL (SELECT " + by.key + ", " + by.label + ", " + SUMS
            + " FROM t LEFT JOIN " + customers + " c ON c.id = t.customer_id GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 200)";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("severeFrom", request.severeFrom)
                .bind("ageing", at.knownAt().minus(Duration.ofDays(request.ageingDays)))
                .bind("closedFrom", closedFrom)
                .bindMap(at.binds())
                .map((row, context) -> TicketSummary.Group.read(row))
                .list());
  }

  TicketSummary.Known known(PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(KNOWN)
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .map((row, context) -> new TicketSummary.Known(row.getBoolean(1), row.getLong(2)))
                .one());
  }
}
