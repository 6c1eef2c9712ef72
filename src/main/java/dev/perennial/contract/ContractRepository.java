package dev.perennial.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.Survivors;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL that reads contracts. */
@Singleton
class ContractRepository implements PanacheRepositoryBase<ContractEntity, UUID> {
  private static final String SELECT =
      """
      SELECT c.*, u.name AS customer_name,
             ARRAY(SELECT s.id FROM app.contract s
                   WHERE s.tenant_id = :tenant AND s.customer_id = c.customer_id AND c.id = ANY(s.renews_contract_ids)
                   ORDER BY s.start_date, s.id) AS renewed_by_contract_ids,
             (SELECT t.id FROM app.contract t
              WHERE t.tenant_id = :tenant AND t.transferred_from_contract_id = c.id) AS transferred_to_contract_id,
             (SELECT jsonb_object_agg(p.id, p.name) FROM app.product p
              WHERE p.tenant_id = :tenant
                AND p.id IN (SELECT l.product_id FROM app.contract_line l
                             WHERE l.tenant_id = :tenant AND l.contract_id = c.id)) AS product_names
      FROM app.contract c
      JOIN app.customer u ON u.tenant_id = :tenant AND u.id = c.customer_id
      WHERE c.tenant_id = :tenant
      """;

  /** The same of a point in time; contracts and products that were not known then are not named. */
  private static final String PAST =
      """
      SELECT c.*, u.name AS customer_name,
             ARRAY(SELECT s.id FROM $SUCCESSORS$ s WHERE c.id = ANY(s.renews_contract_ids)
                   ORDER BY s.start_date, s.id) AS renewed_by_contract_ids,
             (SELECT t.id FROM app.contract t CROSS JOIN LATERAL $TRANSFERRED$ known
              WHERE t.tenant_id = :tenant AND t.transferred_from_contract_id = c.id) AS transferred_to_contract_id,
             (SELECT jsonb_object_agg(p.id, p.name)
              FROM (SELECT DISTINCT CAST(l ->> 'productId' AS uuid) AS id FROM jsonb_array_elements(c.lines) l) w
              CROSS JOIN LATERAL $PRODUCT$ p) AS product_names
      FROM $CONTRACTS$ c CROSS JOIN LATERAL $CUSTOMER$ u
      """
          .replace("$SUCCESSORS$", PastState.ofCustomer("contract", "c.customer_id"))
          .replace("$TRANSFERRED$", PastState.one("contract", "t.id"))
          .replace("$PRODUCT$", PastState.one("product", "w.id"))
          .replace("$CUSTOMER$", PastState.one("customer", "c.customer_id"));

  /** The end with open ones last; the expression of index {@code contract_sorted_end}. */
  static final String SORTED_END =
      "CASE WHEN c.end_date IS NULL THEN 'infinity'::date ELSE c.end_date END";

  private static final String STATUS =
      """
      CASE WHEN least(c.end_date, c.ended_date) < greatest(c.start_date, :today) THEN 'ENDED'
           WHEN c.start_date > :today THEN 'FUTURE'
           WHEN EXISTS (SELECT FROM jsonb_to_recordset(c.pauses) AS p("fromDate" date, "toDate" date)
                        WHERE :today BETWEEN p."fromDate" AND p."toDate") THEN 'PAUSED'
           ELSE 'ACTIVE' END""";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  ContractRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  Optional<ContractRow> read(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND c.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne());
  }

  List<ContractRow> list(Keyset<ContractRow> keyset, Filters filters, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> row(row))
                .list());
  }

  Optional<ContractRow> read(PastKey key, PointInTime at) {
    String sql = PAST.replace("$CONTRACTS$", PastState.one("contract", key.id()));
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .bindMap(key.binds())
                .map((row, context) -> row(row))
                .findOne());
  }

  List<ContractRow> list(Keyset<ContractRow> keyset, Filters filters, PointInTime at) {
    String page =
        "(SELECT * FROM " + PastState.all("contract") + " c WHERE true" + filters.sql() + keyset.predicate()
            + keyset.orderAndLimit() + ")";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PAST.replace("$CONTRACTS$", page) + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> row(row))
                .list());
  }

  /** Entities of this tenant, those of the present transaction as they are in it. */
  List<ContractEntity> entities(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : list(
            "tenantId = :tenant and id in :ids",
            Parameters.with("tenant", callers.tenantId()).and("ids", List.copyOf(ids)));
  }

  /**
   * Currency of each customer; locks them, so that two writers of one customer's contracts do not
   * each compute its revenue without the other's.
   */
  Map<UUID, String> lockCustomers(Collection<UUID> ids) {
    Map<UUID, String> currencies = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, currency FROM app.customer WHERE tenant_id = :tenant AND id = ANY(:ids)"
                        + " ORDER BY id FOR NO KEY UPDATE")
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(
                    (row, context) ->
                        currencies.put(row.getObject(1, UUID.class), row.getString(2)))
                .list());
    return currencies;
  }

  /** Contracts that renew this one, but for those that never were. */
  List<UUID> successors(ContractEntity contract) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM app.contract WHERE tenant_id = :tenant AND customer_id = :customer"
                        + " AND :id = ANY(renews_contract_ids) AND end_reason IS DISTINCT FROM 'VOIDED' ORDER BY start_date, id")
                .bind("tenant", callers.tenantId())
                .bind("customer", contract.customerId)
                .bind("id", contract.id)
                .mapTo(UUID.class)
                .list());
  }

  /** The contract that carries this one on under another customer. */
  Optional<ContractEntity> carriedOnBy(UUID contract) {
    return find(
            "tenantId = :tenant and transferredFromContractId = :contract",
            Parameters.with("tenant", callers.tenantId()).and("contract", contract))
        .firstResultOptional();
  }

  static Filters filters(ContractFilter filter) {
    return filters(filter, Survivors.of(":customerId"));
  }

  /** As of a point in time: a customer merged since stands for itself. */
  static Filters pastFilters(ContractFilter filter) {
    return filters(filter, PastState.survivor(":customerId"));
  }

  private static Filters filters(ContractFilter filter, String customer) {
    return new Filters()
        .and("c.customer_id = " + customer, "customerId", filter.customerId)
        .in("c.kind", "kind", filter.kind, ContractKind.class)
        .in(STATUS, "status", filter.status, ContractStatus.class)
        .and("c.end_date >= :endDateFrom", "endDateFrom", filter.endDateFrom)
        .and("c.end_date <= :endDateTo", "endDateTo", filter.endDateTo)
        .and("c.auto_renew = :autoRenew", "autoRenew", filter.autoRenew)
        .and("c.updated_at >= :updatedFrom", "updatedFrom", filter.updatedFrom);
  }

  private ContractRow row(ResultSet row) throws SQLException {
    String names = row.getString("product_names");
    return new ContractRow(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        Rows.uuid(row, "customer_id"),
        row.getString("customer_name"),
        row.getString("number"),
        ContractKind.valueOf(row.getString("kind")),
        Rows.dateOrNull(row, "signed_date"),
        Rows.date(row, "start_date"),
        Rows.dateOrNull(row, "end_date"),
        Rows.integerOrNull(row, "term_months"),
        row.getBoolean("auto_renew"),
        row.getInt("notice_days"),
        row.getString("currency"),
        Rows.uuidOrNull(row, "bill_to_customer_id"),
        Rows.uuidOrNull(row, "partner_customer_id"),
        Rows.uuidOrNull(row, "co_term_group_id"),
        ids(row, "renews_contract_ids"),
        ids(row, "renewed_by_contract_ids"),
        Rows.uuidOrNull(row, "transferred_from_contract_id"),
        Rows.uuidOrNull(row, "transferred_to_contract_id"),
        Rows.dateOrNull(row, "ended_date"),
        row.getString("end_reason"),
        parse(row.getString("lines"), new TypeReference<List<ContractLineFields>>() {}),
        parse(row.getString("pauses"), new TypeReference<List<Pause>>() {}),
        names == null ? Map.of() : parse(names, new TypeReference<Map<UUID, String>>() {}),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private <T> T parse(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored contract is not readable", e);
    }
  }

  private static List<UUID> ids(ResultSet row, String column) throws SQLException {
    return List.of((UUID[]) row.getArray(column).getArray());
  }
}
