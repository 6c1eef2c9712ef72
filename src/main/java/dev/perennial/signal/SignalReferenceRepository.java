package dev.perennial.signal;

import dev.perennial.customer.Survivors;
import dev.perennial.editing.ExternalKeyJoin;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Resolves every reference of a batch in one round trip. */
@Singleton
class SignalReferenceRepository {
  private static final String RESOLVE =
      """
      SELECT 'customer' AS what, c.id::text AS source, NULL AS external_id, {survivor} AS id FROM app.customer c
      WHERE c.tenant_id = :tenant AND c.id = ANY(:customers)
      UNION ALL
      SELECT 'external', k.source, k.external_id, k.resource_id
      FROM unnest(:sources, :externalIds) AS wanted(source, external_id)
      {keys} WHERE k.deleted_at IS NULL
      UNION ALL
      SELECT 'contactId', NULL, NULL, id FROM app.contact WHERE tenant_id = :tenant AND id = ANY(:contacts)
      UNION ALL
      SELECT 'contractId', NULL, NULL, id FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:contracts)
      UNION ALL
      SELECT 'productId', NULL, NULL, id FROM app.product WHERE tenant_id = :tenant AND id = ANY(:products)
      """
          .replace("{keys}", ExternalKeyJoin.of("wanted", "'customer'"))
          .replace("{survivor}", Survivors.of("c.id"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  SignalReferenceRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  SignalReferences resolve(Collection<SignalFields> batch) {
    List<CustomerReference> wanted = batch.stream().map(SignalFields::customer).distinct().toList();
    List<CustomerReference> external =
        wanted.stream().filter(reference -> reference.id() == null).toList();
    SignalReferences found = new SignalReferences(new HashMap<>(), new HashMap<>());
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(RESOLVE)
                .bind("tenant", callers.tenantId())
                .bind("customers", ids(wanted, CustomerReference::id))
                .bind(
                    "sources",
                    external.stream().map(CustomerReference::source).toArray(String[]::new))
                .bind(
                    "externalIds",
                    external.stream().map(CustomerReference::externalId).toArray(String[]::new))
                .bind("contacts", contacts(batch))
                .bind("contracts", ids(batch, SignalFields::contractId))
                .bind("products", ids(batch, SignalFields::productId))
                .map(
                    (row, context) ->
                        new Found(
                            row.getString("what"),
                            row.getString("source"),
                            row.getString("external_id"),
                            row.getObject("id", UUID.class)))
                .forEach(row -> row.addTo(found)));
    return found;
  }

  /** Those the signals are about and those who took part. */
  private static UUID[] contacts(Collection<SignalFields> batch) {
    return batch.stream()
        .flatMap(fields -> Stream.concat(Stream.ofNullable(fields.contactId()), fields.participantsOrNone().stream()))
        .distinct()
        .toArray(UUID[]::new);
  }

  private static <T> UUID[] ids(Collection<T> of, Function<T, @Nullable UUID> id) {
    return of.stream().map(id).filter(Objects::nonNull).distinct().toArray(UUID[]::new);
  }

  private record Found(String what, @Nullable String source, @Nullable String externalId, UUID id) {
    void addTo(SignalReferences references) {
      Map<CustomerReference, UUID> customers = references.customers();
      switch (what) {
        case "customer" -> customers.put(CustomerReference.of(UUID.fromString(String.valueOf(source))), id);
        case "external" -> customers.put(new CustomerReference(null, source, externalId), id);
        default -> {
          Set<UUID> known = references.others().computeIfAbsent(what, field -> new HashSet<>());
          known.add(id);
        }
      }
    }
  }
}
