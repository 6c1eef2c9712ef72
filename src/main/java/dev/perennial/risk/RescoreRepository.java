package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of the marks that changed facts leave. */
@Singleton
class RescoreRepository {
  /**
   * Removes marks as they were read: one that was renewed meanwhile has another {@code xmin} and stays, and so does one that
   * somebody is renewing. To wait for it could end in a deadlock: whoever imports marks in many statements.
   */
  private static final String REMOVE =
      """
      WITH done AS (
        SELECT m.customer_id FROM unnest(:customers, :marks) AS t(customer_id, mark)
        JOIN app.rescore_mark m ON m.tenant_id = :tenant AND m.customer_id = t.customer_id AND m.xmin::text = t.mark
        FOR UPDATE OF m SKIP LOCKED)
      DELETE FROM app.rescore_mark m USING done WHERE m.tenant_id = :tenant AND m.customer_id = done.customer_id
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  RescoreRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Tenants with marks, outside any tenant. */
  List<UUID> tenants() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT tenant_id FROM platform.rescore_tenant ORDER BY marked_at")
                .mapTo(UUID.class)
                .list());
  }

  /**
   * Forgets that the caller's tenant has marks, in the caller's transaction.
   *
   * @return false where a mark came meanwhile, and the transaction must be undone: looked for only
   *     after the row is ours, for whoever marks takes that row last
   */
  boolean forget() {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate("DELETE FROM platform.rescore_tenant WHERE tenant_id = :tenant")
              .bind("tenant", callers.tenantId())
              .execute();
          return handle
              .createQuery(
                  "SELECT NOT EXISTS (SELECT FROM app.rescore_mark WHERE tenant_id = :tenant)")
              .bind("tenant", callers.tenantId())
              .mapTo(Boolean.class)
              .one();
        });
  }

  /**
   * The oldest marks, without a lock: writers take boards first and marks last, so whoever scores must do the same or the
   * two wait for each other.
   */
  List<Mark> marks(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT customer_id, xmin::text AS mark FROM app.rescore_mark WHERE tenant_id = :tenant"
                        + " ORDER BY marked_at, customer_id LIMIT :limit")
                .bind("tenant", callers.tenantId())
                .bind("limit", limit)
                .map((row, context) -> new Mark(row.getObject(1, UUID.class), row.getString(2)))
                .list());
  }

  /** Removes the marks that were worked on, in the transaction of the work: if that fails, they stay. */
  void remove(List<Mark> marks) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(REMOVE)
                .bind("tenant", callers.tenantId())
                .bind("customers", marks.stream().map(Mark::customerId).toArray(UUID[]::new))
                .bind("marks", marks.stream().map(Mark::version).toArray(String[]::new))
                .execute());
  }

  /** A marked customer and which version of the mark was read. */
  record Mark(UUID customerId, String version) {}

  UUID[] openRenewals(UUID[] customers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM app.renewal WHERE tenant_id = :tenant AND customer_id = ANY(:customers)"
                        + " AND outcome IS NULL ORDER BY id")
                .bind("tenant", callers.tenantId())
                .bind("customers", customers)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new));
  }
}
