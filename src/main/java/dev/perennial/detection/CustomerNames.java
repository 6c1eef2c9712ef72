package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Walks through all customers, and names some. */
@Singleton
class CustomerNames {
  private final Jdbi jdbi;
  private final CallerContext callers;

  CustomerNames(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<UUID> after(UUID last, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM app.customer WHERE tenant_id = :tenant AND id > :last ORDER BY id LIMIT :limit")
                .bind("tenant", callers.tenantId())
                .bind("last", last)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
  }

  Map<UUID, String> names(Collection<UUID> ids) {
    Map<UUID, String> names = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT id, name FROM app.customer WHERE tenant_id = :tenant AND id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> names.put(row.getObject(1, UUID.class), row.getString(2)))
                .list());
    return names;
  }
}
