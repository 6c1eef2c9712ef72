package dev.perennial.signal;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Rows of other features that tests of signals and timelines stand on, written as the service's own
 * role.
 */
@Singleton
public class CustomerRows {
  private final Jdbi jdbi;
  private final Callers callers;
  private final Ids ids;

  CustomerRows(Jdbi jdbi, Callers callers, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.ids = ids;
  }

  /** A customer of the tenant that another system knows as {@code crm} / {@code externalId}. */
  public UUID customer(UUID tenant, String externalId) {
    UUID id = ids.next();
    execute(
        tenant,
        "INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status,"
            + " currency, attributes, external_ids) VALUES (:tenant, :id, 1, now(), now(), now(), :name, :name, 'ACTIVE',"
            + " 'EUR', '{}', '[]')",
        id,
        externalId);
    execute(
        tenant,
        "INSERT INTO app.external_key (tenant_id, resource_type, source, external_id, resource_id)"
            + " VALUES (:tenant, 'customer', 'crm', :name, :id)",
        id,
        externalId);
    return id;
  }

  public void execute(UUID tenant, String sql, UUID id, String name) {
    callers.run(
        Caller.system(tenant, "test"),
        () ->
            jdbi.useHandle(
                handle ->
                    handle
                        .createUpdate(sql)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("name", name)
                        .execute()));
  }

  /** One value read behind the tenant's wall, as text. */
  public String read(UUID tenant, String sql, UUID id) {
    return callers.call(
        Caller.system(tenant, "test"),
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne()
                        .orElse("")));
  }
}
