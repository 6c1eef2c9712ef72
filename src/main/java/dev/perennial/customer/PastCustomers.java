package dev.perennial.customer;

import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Customers as they were at a point in time, their read model computed from the contracts, renewals, scores and signals of
 * that point: one statement, like the plain read.
 */
@Singleton
class PastCustomers {
  /** Stands beside a customer {@code c} where {@code customer_board} stands in a plain read. */
  private static final String BOARD =
      """
      CROSS JOIN LATERAL (
        WITH k AS MATERIALIZED (SELECT k.* FROM $CONTRACTS$ k),
             r AS MATERIALIZED (SELECT p.id, p.kind, p.outcome, p.outcome_detail, p.due_date, p.decided_date, p.notice_received_date,
                                       x.probability, x.band
                                FROM $RENEWALS$ p LEFT JOIN LATERAL $SCORE$ x ON p.outcome IS NULL)
        SELECT $STATUS$ AS derived_status, n.next_renewal_id, n.next_renewal_due_date, n.highest_risk, n.highest_risk_band,
               (SELECT s.occurred_at FROM app.signal s
                WHERE s.tenant_id = :tenant AND s.customer_id = c.id AND s.kind = 'INTERACTION' AND NOT s.retracted
                  AND s.known_at <= :knownAt AND s.recorded_at <= :recordedBy
                  AND NOT EXISTS (SELECT FROM app.signal l WHERE l.tenant_id = :tenant AND l.source = s.source
                                  AND l.source_id = s.source_id AND l.revision > s.revision AND l.revision > 0
                                  AND l.known_at <= :knownAt AND l.recorded_at <= :recordedBy)
                ORDER BY s.occurred_at DESC LIMIT 1) AS last_interaction_at,
               (SELECT jsonb_agg(to_jsonb(k)) FROM k) AS contracts
        FROM ($STANDING$) s
        CROSS JOIN (SELECT (array_agg(r.id ORDER BY coalesce(r.due_date, 'infinity'), r.id))[1] AS next_renewal_id,
                           (array_agg(r.due_date ORDER BY coalesce(r.due_date, 'infinity'), r.id))[1] AS next_renewal_due_date,
                           max(r.probability) AS highest_risk,
                           (array_agg(r.band ORDER BY r.probability DESC NULLS LAST))[1] AS highest_risk_band
                    FROM r WHERE r.outcome IS NULL) n) b
      """
          .replace("$CONTRACTS$", PastState.ofCustomer("contract", "c.id"))
          .replace("$RENEWALS$", PastState.ofCustomer("renewal", "c.id"))
          .replace("$SCORE$", PastState.score("p.id"))
          .replace("$STATUS$", CustomerStanding.DERIVED_STATUS)
          .replace("$STANDING$", CustomerStanding.of("k WHERE true", "r WHERE true"));

  private static final String SELECT =
      CustomerRepository.COLUMNS + ", b.contracts, " + PastState.RATES + " AS rates FROM ";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final PastRevenue revenue;

  PastCustomers(Jdbi jdbi, CallerContext callers, PastRevenue revenue) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.revenue = revenue;
  }

  Optional<CustomerRow> read(PastKey key, PointInTime at) {
    String sql = SELECT + PastState.one("customer", key.id()) + " c " + BOARD + "WHERE true" + key.conditionOn("c");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .bindMap(key.binds())
                .map((row, context) -> row(row, at))
                .findOne());
  }

  /** @param boardFiltered whether the filters ask for what is computed; if not, it is computed for the page alone */
  List<CustomerRow> list(Keyset<CustomerRow> keyset, Filters filters, boolean boardFiltered, PointInTime at) {
    String conditions = " WHERE true" + filters.sql() + keyset.predicate();
    String all = PastState.all("customer") + " c ";
    String sql =
        boardFiltered
            ? SELECT + all + BOARD + conditions + keyset.orderAndLimit()
            : SELECT + "(SELECT * FROM " + all + conditions + keyset.orderAndLimit() + ") c " + BOARD + keyset.orderAndLimit();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> row(row, at))
                .list());
  }

  private CustomerRow row(ResultSet row, PointInTime at) throws SQLException {
    return CustomerRow.read(
        row, revenue.mrr(row.getString("contracts"), row.getString("rates"), at.reportingCurrency(), at.today()));
  }
}
