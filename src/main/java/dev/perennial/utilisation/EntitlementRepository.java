package dev.perennial.utilisation;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** All SQL of entitlements. */
@Singleton
class EntitlementRepository implements PanacheRepositoryBase<EntitlementEntity, UUID> {
  private static final String SELECT = "SELECT * FROM app.entitlement WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  EntitlementRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<EntitlementView> read(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " AND id = :id").bind("tenant", callers.tenantId()).bind("id", id)
                .map(EntitlementView::read).findOne());
  }

  List<EntitlementView> list(Keyset<EntitlementView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(EntitlementView::read)
                .list());
  }

  /** Pairs of line and contract, of these lines. */
  Set<List<UUID>> contractsOfLines(Collection<UUID> lines) {
    return new HashSet<>(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT id, contract_id FROM app.contract_line WHERE tenant_id = :tenant AND id = ANY(:lines)")
                    .bind("tenant", callers.tenantId())
                    .bind("lines", lines.toArray(UUID[]::new))
                    .map((row, context) -> List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    .list()));
  }

  Map<UUID, UUID> customersOfContracts(Collection<UUID> contracts) {
    return contracts.isEmpty()
        ? Map.of()
        : jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT id, customer_id FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:contracts)")
                    .bind("tenant", callers.tenantId())
                    .bind("contracts", contracts.toArray(UUID[]::new))
                    .reduceRows(
                        new HashMap<UUID, UUID>(),
                        (found, row) -> {
                          found.put(row.getColumn(1, UUID.class), row.getColumn(2, UUID.class));
                          return found;
                        }));
  }

  static Filters filters(EntitlementFilter filter) {
    return new Filters().and("contract_id = :contractId", "contractId", filter.contractId).in("unit", "unit", filter.unit);
  }
}
