package dev.perennial.signal;

import dev.perennial.customer.Survivors;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.ExternalKeyJoin;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Resolves every reference of a batch of facts in one round trip. */
@Singleton
public class SignalReferenceRepository {
  private static final String RESOLVE =
      """
      SELECT 'customer' AS type, c.id AS named, NULL AS source, NULL AS external_id, {survivor} AS id FROM app.customer c
      WHERE c.tenant_id = :tenant AND c.id = ANY(:customers)
      UNION ALL
      SELECT k.resource_type, NULL, k.source, k.external_id, k.resource_id
      FROM unnest(:types, :sources, :externalIds) AS wanted(resource_type, source, external_id)
      {keys} WHERE k.deleted_at IS NULL
      UNION ALL
      SELECT 'contact', id, NULL, NULL, id FROM app.contact WHERE tenant_id = :tenant AND id = ANY(:contacts)
      UNION ALL
      SELECT 'contract', id, NULL, NULL, id FROM app.contract WHERE tenant_id = :tenant AND id = ANY(:contracts)
      UNION ALL
      SELECT 'product', id, NULL, NULL, id FROM app.product WHERE tenant_id = :tenant AND id = ANY(:products)
      """
          .replace("{keys}", ExternalKeyJoin.of("wanted", "wanted.resource_type"))
          .replace("{survivor}", Survivors.of("c.id"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  SignalReferenceRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  SignalReferences resolve(Collection<SignalFields> batch) {
    Set<CustomerReference> customers = batch.stream().map(SignalFields::customer).collect(Collectors.toSet());
    Set<References.TypedReference> others = new HashSet<>();
    for (SignalFields fields : batch) {
      add(others, ResourceType.CONTACT, fields.contactId());
      add(others, ResourceType.CONTRACT, fields.contractId());
      add(others, ResourceType.PRODUCT, fields.productId());
      fields.participantsOrNone().forEach(contact -> add(others, ResourceType.CONTACT, contact));
    }
    return find(customers, others);
  }

  /** One round trip, however many they are. */
  public SignalReferences find(Set<CustomerReference> customers, Set<References.TypedReference> others) {
    List<Named> external = external(customers, others);
    SignalReferences found = new SignalReferences(new HashMap<>(), new HashMap<>());
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(RESOLVE)
                .bind("tenant", callers.tenantId())
                .bind("customers", customers.stream().map(CustomerReference::id).filter(Objects::nonNull).toArray(UUID[]::new))
                .bind("types", external.stream().map(Named::type).toArray(String[]::new))
                .bind("sources", external.stream().map(Named::source).toArray(String[]::new))
                .bind("externalIds", external.stream().map(Named::externalId).toArray(String[]::new))
                .bind("contacts", ids(others, ResourceType.CONTACT))
                .bind("contracts", ids(others, ResourceType.CONTRACT))
                .bind("products", ids(others, ResourceType.PRODUCT))
                .map(
                    (row, context) ->
                        new Found(
                            row.getString("type"),
                            row.getObject("named", UUID.class),
                            row.getString("source"),
                            row.getString("external_id"),
                            row.getObject("id", UUID.class)))
                .forEach(row -> row.addTo(found)));
    return found;
  }

  private static void add(Set<References.TypedReference> to, ResourceType type, @Nullable Reference reference) {
    if (reference != null) {
      to.add(new References.TypedReference(type, reference));
    }
  }

  private static List<Named> external(Set<CustomerReference> customers, Set<References.TypedReference> others) {
    List<Named> external = new ArrayList<>();
    for (CustomerReference customer : customers) {
      if (customer.id() == null) {
        external.add(new Named(ResourceType.CUSTOMER.label(), customer.source(), customer.externalId()));
      }
    }
    for (References.TypedReference other : others) {
      ExternalId id = other.reference().external();
      if (id != null) {
        external.add(new Named(other.type().label(), id.source(), id.externalId()));
      }
    }
    return external;
  }

  private static UUID[] ids(Set<References.TypedReference> references, ResourceType type) {
    return references.stream()
        .filter(reference -> reference.type() == type)
        .map(reference -> reference.reference().id())
        .filter(Objects::nonNull)
        .toArray(UUID[]::new);
  }

  private record Named(String type, @Nullable String source, @Nullable String externalId) {}

  private record Found(
      String type, @Nullable UUID named, @Nullable String source, @Nullable String externalId, UUID id) {
    void addTo(SignalReferences references) {
      if (type.equals(ResourceType.CUSTOMER.label())) {
        references.customers().put(
            named == null ? new CustomerReference(null, source, externalId) : CustomerReference.of(named), id);
        return;
      }
      Reference reference =
          named == null
              ? new Reference(null, new ExternalId(String.valueOf(source), String.valueOf(externalId)))
              : Reference.of(named);
      ResourceType kind = ResourceType.valueOf(type.toUpperCase(Locale.ROOT));
      references.others().put(new References.TypedReference(kind, reference), id);
    }
  }
}
