package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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
             r AS MATERIALIZED (SELECT v.id, v.content, v.content ->> 'kind' AS kind, v.content ->> 'outcome' AS outcome,
                                       v.content -> 'outcome_detail' AS outcome_detail,
                                       CAST(v.content ->> 'due_date' AS date) AS due_date,
                                       CAST(v.content ->> 'decided_date' AS date) AS decided_date,
                                       CAST(v.content ->> 'notice_received_date' AS date) AS notice_received_date
                                FROM $RENEWALS$ v)
        SELECT $STATUS$ AS derived_status, n.id AS next_renewal_id, n.due_date AS next_renewal_due_date,
               h.probability AS highest_risk, h.band AS highest_risk_band,
               greatest($LAST_INTERACTION$, $OF_MERGED$) AS last_interaction_at,
               (SELECT jsonb_agg(k.content) FROM k) AS contracts, (SELECT jsonb_agg(r.content) FROM r) AS renewals,
               EXISTS (SELECT FROM k WHERE k.content ->> 'currency' <> :reportingCurrency) AS converted
        FROM ($STANDING$) s
        LEFT JOIN LATERAL (SELECT r.id, r.due_date FROM r WHERE r.outcome IS NULL
                           ORDER BY coalesce(r.due_date, 'infinity'), r.id LIMIT 1) n ON true
        LEFT JOIN LATERAL (SELECT x.probability, x.band FROM r CROSS JOIN LATERAL $SCORE$ x WHERE r.outcome IS NULL
                           ORDER BY x.probability DESC LIMIT 1) h ON true) b
      """
          .replace("$CONTRACTS$", PastState.contentsOfCustomer("contract", "c.id"))
          .replace("$RENEWALS$", PastState.contentsOfCustomer("renewal", "c.id"))
          .replace("$LAST_INTERACTION$", PastState.lastInteraction("c.id"))
          .replace("$OF_MERGED$", PastState.lastInteractionOfMerged("c.id"))
          .replace("$SCORE$", PastState.score("r.id"))
          .replace("$STATUS$", CustomerStanding.DERIVED_STATUS)
          .replace("$STANDING$", CustomerStanding.of("k WHERE true", "r WHERE true"));

  /** Exchange rates are only read when a contract needs one. */
  private static final String SELECT =
      CustomerRepository.COLUMNS + ", b.contracts, b.renewals, CASE WHEN b.converted THEN " + PastState.RATES + " END AS rates FROM ";

  /** The sort key that the versions have an index for. */
  private static final String NAME = "c.name_key";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final PastRevenue revenue;
  private final PastCustomerRepository repository;
  private final ObjectMapper json;

  PastCustomers(Jdbi jdbi, CallerContext callers, PastRevenue revenue, PastCustomerRepository repository,
      ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.revenue = revenue;
    this.repository = repository;
    this.json = json;
  }

  Optional<CustomerRow> read(PastKey key, PointInTime at) {
    return repository.read(key, at).map(customer -> row(customer, at));
  }

  private CustomerRow row(PastCustomer customer, PointInTime at) {
    JsonNode contracts = tree(customer.contracts());
    boolean converted = false;
    for (JsonNode contract : contracts) {
      converted |= !contract.path("currency").asText().equals(at.reportingCurrency());
    }
    @Nullable String rates = converted ? repository.rates(at) : null;
    JsonNode scored = tree(customer.renewals());
    ArrayNode renewals = json.createArrayNode();
    scored.forEach(pair -> renewals.add(pair.get(0)));
    return customer.row(PastStanding.of(contracts, scored, at.today()), revenue.mrr(contracts, renewals, rates, at));
  }

  private JsonNode tree(@Nullable String stored) {
    return stored == null ? json.createArrayNode() : Json.read(json, stored);
  }

  /** @param boardFiltered whether the filters ask for what is computed; if not, it is computed for the page alone */
  List<CustomerRow> list(Keyset<CustomerRow> keyset, Filters filters, boolean boardFiltered, PointInTime at) {
    String conditions = " WHERE true" + PastState.unmerged("c.id") + filters.sql() + keyset.predicate();
    String page = "SELECT * FROM " + PastState.all("customer") + " c " + conditions + keyset.orderAndLimit();
    if (keyset.orderAndLimit().contains(NAME)) {
      page =
          "SELECT * FROM " + PastState.sorted("customer", "name_key") + " c "
              + (conditions + keyset.orderAndLimit()).replace(NAME, "c.version_key").replace("c.id", "c.version_id");
    }
    String sql =
        boardFiltered
            ? SELECT + PastState.all("customer") + " c " + BOARD + conditions + keyset.orderAndLimit()
            : SELECT + "(" + page + ") c " + BOARD + keyset.orderAndLimit();
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
        row, revenue.mrr(tree(row.getString("contracts")), tree(row.getString("renewals")), row.getString("rates"), at));
  }
}
