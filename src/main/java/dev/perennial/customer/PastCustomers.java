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
  /**
   * Stands beside a customer {@code c} where {@code customer_board} stands in a plain read. Of contracts and renewals only
   * the fields needed are taken out of their versions: whole rows would cost more than all the rest.
   */
  private static final String BOARD =
      """
      CROSS JOIN LATERAL (
        WITH k AS MATERIALIZED (SELECT v.content, CAST(v.content ->> 'end_date' AS date) AS end_date,
                                       CAST(v.content ->> 'ended_date' AS date) AS ended_date
                                FROM $CONTRACTS$ v),
             r AS MATERIALIZED (SELECT v.id, v.content ->> 'kind' AS kind, v.content ->> 'outcome' AS outcome,
                                       v.content -> 'outcome_detail' AS outcome_detail,
                                       CAST(v.content ->> 'due_date' AS date) AS due_date,
                                       CAST(v.content ->> 'decided_date' AS date) AS decided_date,
                                       CAST(v.content ->> 'notice_received_date' AS date) AS notice_received_date
                                FROM $RENEWALS$ v)
        SELECT $STATUS$ AS derived_status, n.id AS next_renewal_id, n.due_date AS next_renewal_due_date,
               h.probability AS highest_risk, h.band AS highest_risk_band,
               (SELECT s.occurred_at FROM app.signal s
                WHERE s.tenant_id = :tenant AND s.customer_id = c.id AND s.kind = 'INTERACTION' AND NOT s.retracted
                  AND s.known_at <= :knownAt AND s.recorded_at <= :recordedBy
                  AND NOT EXISTS (SELECT FROM app.signal l WHERE l.tenant_id = :tenant AND l.source = s.source
                                  AND l.source_id = s.source_id AND l.revision > s.revision AND l.revision > 0
                                  AND l.known_at <= :knownAt AND l.recorded_at <= :recordedBy)
                ORDER BY s.occurred_at DESC LIMIT 1) AS last_interaction_at,
               (SELECT jsonb_agg(k.content) FROM k) AS contracts,
               EXISTS (SELECT FROM k WHERE k.content ->> 'currency' <> :reportingCurrency) AS converted
        FROM ($STANDING$) s
        LEFT JOIN LATERAL (SELECT r.id, r.due_date FROM r WHERE r.outcome IS NULL
                           ORDER BY coalesce(r.due_date, 'infinity'), r.id LIMIT 1) n ON true
        LEFT JOIN LATERAL (SELECT x.probability, x.band FROM r CROSS JOIN LATERAL $SCORE$ x WHERE r.outcome IS NULL
                           ORDER BY x.probability DESC LIMIT 1) h ON true) b
      """
          .replace("$CONTRACTS$", PastState.contentsOfCustomer("contract", "c.id"))
          .replace("$RENEWALS$", PastState.contentsOfCustomer("renewal", "c.id"))
          .replace("$SCORE$", PastState.score("r.id"))
          .replace("$STATUS$", CustomerStanding.DERIVED_STATUS)
          .replace("$STANDING$", CustomerStanding.of("k WHERE true", "r WHERE true"));

  /** Exchange rates are only read when a contract needs one. */
  private static final String SELECT =
      CustomerRepository.COLUMNS + ", b.contracts, CASE WHEN b.converted THEN " + PastState.RATES + " END AS rates FROM ";

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
                .bind("reportingCurrency", at.reportingCurrency())
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
                .bind("reportingCurrency", at.reportingCurrency())
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
