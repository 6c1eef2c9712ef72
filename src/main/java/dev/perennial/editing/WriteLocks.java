package dev.perennial.editing;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Locks what a list of changes writes, in the order of its keys and before it is read: two lists that overlap wait for each
 * other. One object alone needs none (but a renewal,
 * for its board): the later of two writers sees that its version is old and begins again.
 */
@Singleton
class WriteLocks {
  private static final String OWN =
      "SELECT id FROM $TABLE$ WHERE tenant_id = :tenant AND id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE";

  /** Whoever writes contracts or renewals locks their customers first. */
  private static final String CUSTOMERS =
      """
      SELECT c.id FROM app.customer c
      WHERE c.tenant_id = :tenant
        AND c.id IN (SELECT k.customer_id FROM $TABLE$ k WHERE k.tenant_id = :tenant AND k.id = ANY(:ids))
      ORDER BY c.id FOR NO KEY UPDATE OF c
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  WriteLocks(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  void take(ResourceType type, Collection<UUID> ids) {
    boolean byCustomer = type == ResourceType.CONTRACT || type == ResourceType.RENEWAL;
    if (ids.size() > 1 || type == ResourceType.RENEWAL) {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery((byCustomer ? CUSTOMERS : OWN).replace("$TABLE$", type.table()))
                  .bind("tenant", callers.tenantId())
                  .bind("ids", ids.toArray(UUID[]::new))
                  .mapTo(UUID.class)
                  .list());
    }
  }
}
