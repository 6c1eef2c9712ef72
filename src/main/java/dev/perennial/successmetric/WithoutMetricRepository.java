package dev.perennial.successmetric;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Customers without a success metric: one pass over the tenant's customers. */
@Singleton
class WithoutMetricRepository {
  private static final String SELECT =
      """
      SELECT * FROM (
        SELECT c.id, c.name, c.tier, coalesce(k.start_date, CAST(c.created_at AS date)) AS since
        FROM app.customer c
        LEFT JOIN (SELECT customer_id, min(start_date) AS start_date FROM app.contract WHERE tenant_id = :tenant
                   GROUP BY customer_id) k ON k.customer_id = c.id
        LEFT JOIN app.customer_board b ON b.tenant_id = :tenant AND b.customer_id = c.id
        WHERE c.tenant_id = :tenant AND c.status <> 'PROSPECT' AND b.derived_status IS DISTINCT FROM 'CHURNED'
          AND NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
                          AND a.alias_id = c.id AND a.to_at IS NULL)
          AND NOT EXISTS (SELECT FROM app.success_metric m WHERE m.tenant_id = :tenant AND m.customer_id = c.id)
          AND NOT EXISTS (SELECT FROM app.alias a JOIN app.success_metric m ON m.tenant_id = :tenant AND m.customer_id = a.alias_id
                          WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.survivor_id = c.id AND a.to_at IS NULL)
      ) w WHERE since <= :latest\
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  WithoutMetricRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<WithoutMetricView> list(Keyset<WithoutMetricView> keyset, LocalDate today, LocalDate latest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("latest", latest)
                .bindMap(keyset.binds())
                .map(
                    (row, context) -> {
                      LocalDate since = row.getObject("since", LocalDate.class);
                      return new WithoutMetricView(
                          row.getObject("id", UUID.class), row.getString("name"), row.getString("tier"), since,
                          ChronoUnit.DAYS.between(since, today));
                    })
                .list());
  }
}
