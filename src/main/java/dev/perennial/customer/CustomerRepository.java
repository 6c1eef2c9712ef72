package dev.perennial.customer;

import dev.perennial.kernel.SearchKey;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of customers. */
@Singleton
class CustomerRepository implements PanacheRepositoryBase<CustomerEntity, UUID> {
  static final String COLUMNS =
      """
      SELECT c.id, c.version, c.name, c.name_key, coalesce(b.derived_status, c.status) AS status, c.parent_id, c.csm_id,
             c.renewal_manager_id, c.account_executive_id, c.tier, c.size_class, c.region, c.currency, c.referred_by_id,
             c.do_not_contact_until_date,
             c.attributes, c.external_ids, c.created_at, c.updated_at, b.next_renewal_id,
             b.next_renewal_due_date, b.highest_risk, b.highest_risk_band, b.last_interaction_at
      """;

  private static final String SELECT =
      COLUMNS
          + """
      , r.mrr
      FROM app.customer c
      LEFT JOIN app.customer_board b ON b.tenant_id = c.tenant_id AND b.customer_id = c.id
      LEFT JOIN LATERAL (SELECT mrr FROM app.customer_revenue r
                         WHERE r.tenant_id = c.tenant_id AND r.customer_id = c.id AND r.from_date <= :today
                         ORDER BY r.from_date DESC LIMIT 1) r ON true
      WHERE c.tenant_id = :tenant
      """;

  /** Duplicates are not listed: their survivor stands for them. */
  private static final String UNMERGED =
      """
      AND NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
                        AND a.alias_id = c.id AND a.to_at IS NULL)
      """;

  private static final String ANCESTORS =
      """
      WITH RECURSIVE up AS (
        SELECT id, parent_id FROM app.customer WHERE tenant_id = :tenant AND id = ANY(:ids)
        UNION
        SELECT c.id, c.parent_id FROM up JOIN app.customer c ON c.tenant_id = :tenant AND c.id = up.parent_id)
      SELECT id, parent_id FROM up WHERE parent_id IS NOT NULL
      """;

  /** Revenue and merge from the read model: each table more would cost a tenth of the whole request. */
  static final String READ =
      COLUMNS
          + """
      , b.mrr, b.mrr_from_date, b.mrr_until_date, b.survivor_id
      FROM app.customer c
      LEFT JOIN app.customer_board b ON b.tenant_id = c.tenant_id AND b.customer_id = c.id
      WHERE c.tenant_id = ? AND c.id = ?
      """;

  private static final String REVENUE_STEP =
      """
      SELECT mrr FROM app.customer_revenue
      WHERE tenant_id = ? AND customer_id = ? AND from_date <= ? ORDER BY from_date DESC LIMIT 1
      """;

  /** In the order of the board's key, like everybody who writes many of its rows. */
  private static final String UPDATE_BOARD =
      """
      UPDATE app.renewal_board b SET customer_name = n.name, tier = n.tier, owner_id = n.owner_id
      FROM (SELECT o.renewal_id, c.name, c.tier, coalesce(c.renewal_manager_id, c.csm_id) AS owner_id
            FROM app.customer c
            JOIN app.renewal_board o ON o.tenant_id = :tenant AND o.customer_id = c.id
            WHERE c.tenant_id = :tenant AND c.id = ANY(:ids)
              AND (o.customer_name, o.tier, o.owner_id)
                IS DISTINCT FROM (c.name, c.tier, coalesce(c.renewal_manager_id, c.csm_id))
            ORDER BY o.renewal_id FOR NO KEY UPDATE OF o) n
      WHERE b.tenant_id = :tenant AND b.renewal_id = n.renewal_id
      """;

  private final DataSource database;
  private final Jdbi jdbi;
  private final CallerContext callers;

  CustomerRepository(DataSource database, Jdbi jdbi, CallerContext callers) {
    this.database = database;
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * The most asked-for read, by JDBC itself: the copies of its configuration that Jdbi makes cost a seventh of the request.
   * One round trip; one more for a merged duplicate, or when a revenue step began today and the read model does not know it yet.
   */
  Optional<CustomerRow> read(UUID id, LocalDate today) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setObject(1, callers.tenantId());
      statement.setObject(2, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        UUID survivor = Rows.uuidOrNull(row, "survivor_id");
        if (survivor == null) {
          return Optional.of(CustomerRow.read(row, revenue(connection, row, id, today)));
        }
        id = survivor;
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
    return read(id, today);
  }

  private @Nullable BigDecimal revenue(Connection connection, ResultSet board, UUID id, LocalDate today)
      throws SQLException {
    LocalDate from = Rows.dateOrNull(board, "mrr_from_date");
    if (from == null || !today.isBefore(from) && today.isBefore(Rows.date(board, "mrr_until_date"))) {
      return board.getBigDecimal("mrr");
    }
    try (PreparedStatement statement = connection.prepareStatement(REVENUE_STEP)) {
      statement.setObject(1, callers.tenantId());
      statement.setObject(2, id);
      statement.setObject(3, today);
      try (ResultSet step = statement.executeQuery()) {
        return step.next() ? step.getBigDecimal("mrr") : null;
      }
    }
  }

  /** Those of the ids that exist, merged duplicates as themselves. */
  List<CustomerRow> read(List<UUID> ids, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "AND c.id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> CustomerRow.read(row, row.getBigDecimal("mrr")))
                .list());
  }

  List<CustomerRow> list(Keyset<CustomerRow> keyset, Filters filters, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + UNMERGED + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> CustomerRow.read(row, row.getBigDecimal("mrr")))
                .list());
  }

  /** Child → parent of these customers and everyone above them. */
  Map<UUID, UUID> parents(Collection<UUID> ids) {
    Map<UUID, UUID> parents = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(ANCESTORS)
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> parents.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    return parents;
  }

  /** Two requests that move companies at the same time could close a cycle that neither sees: one waits. */
  void lockHierarchy() {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 1))::text")
                .bind("key", callers.tenantId() + "/hierarchy")
                .mapTo(String.class)
                .list());
  }

  /** Names and owners shown on the renewal board follow the customer. */
  void updateBoard(Collection<UUID> ids) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(UPDATE_BOARD)
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .execute());
  }

  static Filters filters(CustomerFilter filter) {
    Filters filters =
        new Filters()
            .in("coalesce(b.derived_status, c.status)", "status", filter.status(), CustomerStatus.class)
            .in("c.tier", "tier", filter.tier())
            .in("c.region", "region", filter.region())
            .in("c.size_class", "sizeClass", filter.sizeClass())
            .and("c.csm_id = :csmId", "csmId", filter.csmId())
            .and("c.renewal_manager_id = :renewalManagerId", "renewalManagerId", filter.renewalManagerId())
            .and("c.parent_id = :parentId", "parentId", filter.parentId())
            .and("c.updated_at >= :updatedFrom", "updatedFrom", filter.updatedFrom())
            .and("coalesce(c.do_not_contact_until_date > :today, false) = :doNotContact", "doNotContact", filter.doNotContact());
    @Nullable String q = filter.q();
    if (q != null && !q.isBlank()) {
      String key = SearchKey.of(q);
      filters.and("c.name_key >= :q", "q", key).and("c.name_key < :qEnd", "qEnd", SearchKey.end(key));
    }
    return filters;
  }
}
