package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Objects' names in other systems: unique per source and resource type, never recycled. */
@Singleton
class ExternalKeys {
  private static final String OWNERS =
      "SELECT k.source, k.external_id, k.resource_id, k.deleted_at IS NOT NULL"
          + " FROM unnest(:sources, :ids) AS w(source, external_id)"
          + ExternalKeyJoin.of("w", ":type");

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;

  ExternalKeys(Jdbi jdbi, CallerContext callers, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
  }

  /** Which stored object each change is about, by the change's index; changes that make something new are absent. */
  <E extends EditableEntity, F> Map<Integer, UUID> targets(
      ResourceType type, List<Change> changes, List<Draft<E, F>> drafts) {
    Map<ExternalId, List<Integer>> external = new LinkedHashMap<>();
    Map<Integer, UUID> targets = new LinkedHashMap<>();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < changes.size(); i++) {
      Reference key = changes.get(i).key();
      if (key == null) {
        continue;
      }
      if (!seen.add(key)) {
        drafts.get(i).refuse(repeated());
      } else if (key.id() != null) {
        targets.put(i, key.id());
      } else if (key.external() != null) {
        external.computeIfAbsent(key.external(), k -> new ArrayList<>()).add(i);
      }
    }
    if (type.isMergeable() && !targets.isEmpty()) {
      leadToSurvivors(type, targets);
    }
    if (!external.isEmpty()) {
      owners(type, external.keySet())
          .forEach(
              (id, owner) -> {
                for (int index : external.getOrDefault(id, List.of())) {
                  if (owner.deleted()) {
                    drafts.get(index).refuse(ProblemException.conflict(
                        "The external id belonged to an object that was removed; external ids are not used again."));
                  } else {
                    targets.put(index, owner.resource());
                  }
                }
              });
    }
    refuseRepeated(targets, drafts);
    return targets;
  }

  /** One object may be named in two ways, or by the names of two that were merged: the second write must see the first. */
  private static <E extends EditableEntity, F> void refuseRepeated(
      Map<Integer, UUID> targets, List<Draft<E, F>> drafts) {
    Set<UUID> written = new HashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (targets.containsKey(i) && !written.add(targets.get(i))) {
        drafts.get(i).refuse(repeated());
        targets.remove(i);
      }
    }
  }

  private static ProblemException repeated() {
    String detail = "Another item of this request writes the same object.";
    return new ProblemException(ProblemType.CONFLICT, detail, List.of(FieldError.at("", Change.SAME_OBJECT, detail)));
  }

  /** Writes of a merged duplicate's id reach its survivor; its external ids lead there by themselves. */
  private void leadToSurvivors(ResourceType type, Map<Integer, UUID> targets) {
    Map<UUID, UUID> survivors = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT alias_id, survivor_id FROM app.alias WHERE tenant_id = :tenant AND resource_type = :type"
                        + " AND alias_id = ANY(:ids) AND to_at IS NULL")
                .bind("tenant", callers.tenantId())
                .bind("type", type.label())
                .bind("ids", targets.values().toArray(UUID[]::new))
                .map((row, context) -> survivors.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    targets.replaceAll((index, id) -> survivors.getOrDefault(id, id));
  }

  /** The body of a new object, with the key of an upsert among its external ids. */
  JsonNode withKey(Change change) {
    Reference key = change.key();
    if (key == null || key.external() == null || !(change.patch() instanceof ObjectNode body)) {
      return change.patch();
    }
    ExternalId external = key.external();
    ObjectNode complete = body.deepCopy();
    ArrayNode list = body.path("externalIds") instanceof ArrayNode given ? given.deepCopy() : complete.arrayNode();
    for (JsonNode item : list) {
      if (item.path("source").asText().equals(external.source())) {
        return body;
      }
    }
    list.addObject().put("source", external.source()).put("externalId", external.externalId());
    complete.set("externalIds", list);
    return complete;
  }

  /** Refuses drafts whose external ids belong to another object, or that name a source twice. */
  <E extends EditableEntity, F extends EditableFields> void check(ResourceType type, List<Draft<E, F>> drafts) {
    Map<ExternalId, Draft<E, F>> added = new LinkedHashMap<>();
    for (Draft<E, F> draft : drafts) {
      Set<String> sources = new HashSet<>();
      for (int i = 0; i < draft.after().externalIds().size(); i++) {
        ExternalId id = draft.after().externalIds().get(i);
        if (!sources.add(id.source())) {
          draft.error("/externalIds/" + i, "repeated", "There is more than one external id of source " + id.source() + ".");
        }
        if (isAdded(draft, id) && added.putIfAbsent(id, draft) != null) {
          draft.error("/externalIds/" + i, "taken", "Another item of this request has the same external id.");
        }
      }
    }
    if (added.isEmpty()) {
      return;
    }
    owners(type, added.keySet())
        .forEach(
            (id, owner) -> {
              Draft<E, F> draft = added.get(id);
              E entity = draft == null ? null : draft.entityOrNull();
              if (draft != null && (entity == null || !entity.id.equals(owner.resource()))) {
                draft.error(
                    "/externalIds", "taken",
                    "The external id " + id.externalId() + " of " + id.source() + " belongs to another " + type.label() + ".");
              }
            });
  }

  <E extends EditableEntity, F extends EditableFields> void store(ResourceType type, List<Draft<E, F>> drafts) {
    List<ExternalId> added = new ArrayList<>();
    List<UUID> owners = new ArrayList<>();
    List<ExternalId> removed = new ArrayList<>();
    for (Draft<E, F> draft : drafts) {
      for (ExternalId id : draft.after().externalIds()) {
        if (isAdded(draft, id)) {
          added.add(id);
          owners.add(draft.entity().id);
        }
      }
      F before = draft.before();
      if (before != null) {
        before.externalIds().stream().filter(id -> !draft.after().externalIds().contains(id)).forEach(removed::add);
      }
    }
    if (!added.isEmpty()) {
      insert(type, added, owners);
    }
    if (!removed.isEmpty()) {
      tombstone(type, removed);
    }
  }

  private static <E extends EditableEntity, F extends EditableFields> boolean isAdded(Draft<E, F> draft, ExternalId id) {
    F before = draft.before();
    return before == null || !before.externalIds().contains(id);
  }

  private void insert(ResourceType type, List<ExternalId> added, List<UUID> owners) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.external_key AS k (tenant_id, resource_type, source, external_id, resource_id)"
                        + " SELECT :tenant, :type, source, external_id, resource_id"
                        + " FROM unnest(:sources, :ids, :owners) AS n(source, external_id, resource_id)"
                        // the same object may get back a name it had before
                        + " ON CONFLICT (tenant_id, resource_type, source, external_id) DO UPDATE SET deleted_at = NULL"
                        + " WHERE k.resource_id = excluded.resource_id")
                .bind("tenant", callers.tenantId())
                .bind("type", type.label())
                .bind("sources", added.stream().map(ExternalId::source).toArray(String[]::new))
                .bind("ids", added.stream().map(ExternalId::externalId).toArray(String[]::new))
                .bind("owners", owners.toArray(UUID[]::new))
                .execute());
  }

  private void tombstone(ResourceType type, List<ExternalId> removed) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE app.external_key k SET deleted_at = :now"
                        + " FROM unnest(:sources, :ids) AS r(source, external_id)"
                        + " WHERE k.tenant_id = :tenant AND k.resource_type = :type"
                        + " AND k.source = r.source AND k.external_id = r.external_id")
                .bind("tenant", callers.tenantId())
                .bind("type", type.label())
                .bind("now", clock.instant())
                .bind("sources", removed.stream().map(ExternalId::source).toArray(String[]::new))
                .bind("ids", removed.stream().map(ExternalId::externalId).toArray(String[]::new))
                .execute());
  }

  private Map<ExternalId, Owner> owners(ResourceType type, Set<ExternalId> wanted) {
    Map<ExternalId, Owner> owners = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    OWNERS)
                .bind("tenant", callers.tenantId())
                .bind("type", type.label())
                .bind("sources", wanted.stream().map(ExternalId::source).toArray(String[]::new))
                .bind("ids", wanted.stream().map(ExternalId::externalId).toArray(String[]::new))
                .map(
                    (row, context) ->
                        owners.put(
                            new ExternalId(row.getString(1), row.getString(2)),
                            new Owner(row.getObject(3, UUID.class), row.getBoolean(4))))
                .list());
    return owners;
  }

  private record Owner(UUID resource, boolean deleted) {}
}
