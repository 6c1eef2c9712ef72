package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of the worklist: pages of the board's open decisions. */
@Singleton
class WorklistRepository {
  static final String SELECT =
      """
      SELECT b.renewal_id, b.customer_id, b.customer_name, b.owner_id, b.tier, b.kind, b.stage,
             nullif(b.due_date, 'infinity') AS due_date, b.decision_deadline_date, b.amount, b.probability, b.band,
             b.at_risk, b.expected_loss, b.score_id, b.scored_at
      FROM app.renewal_board b
      WHERE b.tenant_id = :tenant AND b.is_open""";

  private static final String GROUPS =
      """
      SELECT * FROM (
        SELECT b.customer_id, min(b.customer_name) AS customer_name, min(b.tier) AS tier,
               CAST(sum(b.amount) AS bigint) AS amount,
               CAST(sum(greatest(b.expected_loss, 0)) AS bigint) AS expected_loss,
               CAST(count(*) AS int) AS decisions, min(b.decision_deadline_date) AS next_decision_deadline_date
        FROM app.renewal_board b WHERE b.tenant_id = :tenant AND b.is_open{filters}
        GROUP BY b.customer_id) g
      WHERE true""";

  private final Jdbi jdbi;
  private final CallerContext callers;

  WorklistRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<WorklistRow> decisions(Keyset<WorklistRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(WorklistRow::read)
                .list());
  }

  List<WorklistCustomerRow> customers(Keyset<WorklistCustomerRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    GROUPS.replace("{filters}", filters.sql())
                        + keyset.predicate()
                        + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(WorklistCustomerRow::read)
                .list());
  }

  /** The decisions of a page of customers, the largest expected loss first. */
  List<WorklistRow> decisionsOf(UUID[] customers, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + filters.sql()
                        + " AND b.customer_id = ANY(:customers) ORDER BY b.expected_loss DESC, b.renewal_id DESC")
                .bind("tenant", callers.tenantId())
                .bind("customers", customers)
                .bindMap(filters.binds())
                .map(WorklistRow::read)
                .list());
  }
}
