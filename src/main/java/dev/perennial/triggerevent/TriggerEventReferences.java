package dev.perennial.triggerevent;

import dev.perennial.customer.Survivors;
import dev.perennial.editing.ExternalKeyJoin;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.signal.CustomerReference;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Resolves the customers and contacts of a batch in one round trip. */
@Singleton
class TriggerEventReferences {
  private static final String RESOLVE =
      """
      SELECT 'customer' AS what, c.id::text AS source, NULL AS external_id, {survivor} AS id FROM app.customer c
      WHERE c.tenant_id = :tenant AND c.id = ANY(:customers)
      UNION ALL
      SELECT 'external', k.source, k.external_id, k.resource_id
      FROM unnest(:sources, :externalIds) AS wanted(source, external_id)
      {keys} WHERE k.deleted_at IS NULL
      UNION ALL
      SELECT 'contact', NULL, NULL, id FROM app.contact WHERE tenant_id = :tenant AND id = ANY(:contacts)
      """
          .replace("{keys}", ExternalKeyJoin.of("wanted", "'customer'"))
          .replace("{survivor}", Survivors.of("c.id"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  TriggerEventReferences(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Found resolve(Collection<TriggerEventFields> batch) {
    List<CustomerReference> wanted = batch.stream().map(TriggerEventFields::customer).distinct().toList();
    List<CustomerReference> external = wanted.stream().filter(reference -> reference.id() == null).toList();
    Found found = new Found(new HashMap<>(), new HashSet<>());
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(RESOLVE)
                .bind("tenant", callers.tenantId())
                .bind(
                    "customers",
                    wanted.stream().map(CustomerReference::id).filter(Objects::nonNull).toArray(UUID[]::new))
                .bind("sources", external.stream().map(CustomerReference::source).toArray(String[]::new))
                .bind("externalIds", external.stream().map(CustomerReference::externalId).toArray(String[]::new))
                .bind(
                    "contacts",
                    batch.stream().map(TriggerEventFields::contactId).filter(Objects::nonNull).distinct()
                        .toArray(UUID[]::new))
                .map(
                    (row, context) -> {
                      found.add(row.getString(1), row.getString(2), row.getString(3), row.getObject(4, UUID.class));
                      return true;
                    })
                .list());
    return found;
  }

  /**
   * What there is.
   *
   * @param customers internal id by reference
   */
  record Found(Map<CustomerReference, UUID> customers, Set<UUID> contacts) {
    private void add(String what, @Nullable String source, @Nullable String externalId, UUID id) {
      switch (what) {
        case "customer" -> customers.put(CustomerReference.of(UUID.fromString(String.valueOf(source))), id);
        case "external" -> customers.put(new CustomerReference(null, source, externalId), id);
        default -> contacts.add(id);
      }
    }
  }
}
