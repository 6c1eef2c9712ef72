package dev.perennial.editing;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds what references name, for a whole batch at once: one query for external ids, one for ids. */
@Singleton
public class References {
  private final Jdbi jdbi;
  private final CallerContext callers;

  References(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** The objects found; what is not there, or belongs to another tenant, is absent. */
  public Found find(Collection<TypedReference> references) {
    Map<TypedReference, UUID> found = new HashMap<>();
    Set<TypedReference> distinct = new HashSet<>(references);
    if (distinct.stream().anyMatch(r -> r.reference().external() != null)) {
      jdbi.useHandle(handle -> byExternalId(handle, distinct, found));
    }
    if (distinct.stream().anyMatch(r -> r.reference().id() != null)) {
      jdbi.useHandle(handle -> byId(handle, distinct, found));
    }
    return new Found(found);
  }

  /** One external id; empty when unknown or deleted. */
  public Optional<UUID> find(ResourceType type, ExternalId external) {
    TypedReference reference = new TypedReference(type, new Reference(null, external));
    return Optional.ofNullable(find(Set.of(reference)).get(reference));
  }

  /** One object however it is named; empty when there is none, and for an absent reference. */
  public Optional<UUID> find(ResourceType type, @Nullable Reference reference) {
    if (reference == null) {
      return Optional.empty();
    }
    TypedReference wanted = new TypedReference(type, reference);
    return Optional.ofNullable(find(Set.of(wanted)).get(wanted));
  }

  /**
   * Those that a list names, in its order.
   *
   * @param pointer of the list in the request
   * @throws ProblemException naming the first that there is not
   */
  public List<UUID> ids(ResourceType type, List<Reference> named, String pointer) {
    Found found = find(named.stream().map(reference -> new TypedReference(type, reference)).toList());
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      UUID id = found.get(new TypedReference(type, named.get(i)));
      if (id == null) {
        throw ProblemException.invalid(
            FieldError.at(pointer + "/" + i, "not_found", "There is no " + type.label() + " " + named.get(i) + "."));
      }
      ids.add(id);
    }
    return ids;
  }

  /** Whether the tenant has this object. */
  public boolean exists(ResourceType type, UUID id) {
    TypedReference reference = new TypedReference(type, Reference.of(id));
    return find(Set.of(reference)).get(reference) != null;
  }

  private void byExternalId(Handle handle, Set<TypedReference> references, Map<TypedReference, UUID> found) {
    Map<String, TypedReference> wanted = new LinkedHashMap<>();
    for (TypedReference reference : references) {
      ExternalId external = reference.reference().external();
      if (external != null) {
        wanted.put(key(reference.type().label(), external.source(), external.externalId()), reference);
      }
    }
    handle
        .createQuery(
            "SELECT k.resource_type, k.source, k.external_id, k.resource_id"
                + " FROM unnest(:types, :sources, :ids) AS w(resource_type, source, external_id)"
                + ExternalKeyJoin.of("w", "w.resource_type")
                + "WHERE k.deleted_at IS NULL")
        .bind("tenant", callers.tenantId())
        .bind("types", wanted.values().stream().map(r -> r.type().label()).toArray(String[]::new))
        .bind("sources", wanted.values().stream().map(r -> external(r).source()).toArray(String[]::new))
        .bind("ids", wanted.values().stream().map(r -> external(r).externalId()).toArray(String[]::new))
        .map(
            (row, context) -> {
              TypedReference reference =
                  wanted.get(key(row.getString(1), row.getString(2), row.getString(3)));
              if (reference != null) {
                found.put(reference, row.getObject(4, UUID.class));
              }
              return Boolean.TRUE;
            })
        .list();
  }

  private void byId(Handle handle, Set<TypedReference> references, Map<TypedReference, UUID> found) {
    Map<ResourceType, Map<UUID, TypedReference>> wanted = new LinkedHashMap<>();
    for (TypedReference reference : references) {
      UUID id = reference.reference().id();
      if (id != null) {
        wanted.computeIfAbsent(reference.type(), t -> new LinkedHashMap<>()).put(id, reference);
      }
    }
    StringBuilder sql = new StringBuilder();
    for (ResourceType type : wanted.keySet()) {
      sql.append(sql.isEmpty() ? "" : " UNION ALL ")
          .append("SELECT '").append(type.name()).append("' AS type, t.id, ").append(type.standsFor("t.id")).append(" AS resolved FROM ")
          .append(type.table()).append(" t WHERE t.tenant_id = :tenant AND t.id = ANY(:").append(type.name()).append(")");
    }
    var query = handle.createQuery(sql.toString()).bind("tenant", callers.tenantId());
    wanted.forEach((type, ids) -> query.bind(type.name(), ids.keySet().toArray(UUID[]::new)));
    query
        .map(
            (row, context) -> {
              UUID id = row.getObject(2, UUID.class);
              TypedReference reference = wanted.getOrDefault(ResourceType.valueOf(row.getString(1)), Map.of()).get(id);
              if (reference != null) {
                found.put(reference, row.getObject(3, UUID.class));
              }
              return Boolean.TRUE;
            })
        .list();
  }

  private static ExternalId external(TypedReference reference) {
    ExternalId external = reference.reference().external();
    if (external == null) {
      throw new IllegalStateException("not an external reference");
    }
    return external;
  }

  private static String key(String type, String source, String id) {
    return type + "\u0000" + source + "\u0000" + id;
  }

  /** A reference and what kind of thing it should name. */
  public record TypedReference(ResourceType type, Reference reference) {}

  /** What a batch's references turned out to name. */
  public record Found(Map<TypedReference, UUID> ids) {
    /** These and those known without asking. */
    Found and(Map<TypedReference, UUID> known) {
      Map<TypedReference, UUID> all = new HashMap<>(ids);
      all.putAll(known);
      return new Found(all);
    }

    @Nullable UUID get(TypedReference reference) {
      return ids.get(reference);
    }

    /** The same reference as an id; null stays null. Call after the references were checked. */
    public @Nullable Reference asId(ResourceType type, @Nullable Reference reference) {
      return reference == null ? null : Reference.of(require(type, reference));
    }

    public UUID require(ResourceType type, Reference reference) {
      UUID id = ids.get(new TypedReference(type, reference));
      if (id == null) {
        throw ProblemException.notFound(type.label());
      }
      return id;
    }
  }
}
