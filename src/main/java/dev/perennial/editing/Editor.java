package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The one way edited objects are written: create, patch, upsert by external id, bulk and import are all a list of {@link
 * Change}s. A batch costs a fixed number of round trips: targets, locks, references, one batched write, external keys, events.
 *
 * <p>Must run in a transaction. Failed changes leave no trace; the others of the batch are written.
 */
@Singleton
public class Editor {
  private final MergePatch patches;
  private final Validation validation;
  private final References references;
  private final ExternalKeys externalKeys;
  private final WriteLocks locks;
  private final Backfills backfills;
  private final ChangeEvents events;
  private final Session entities;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  Editor(
      MergePatch patches, Validation validation, References references, ExternalKeys externalKeys, WriteLocks locks, Backfills backfills,
      ChangeEvents events, Session entities, CallerContext callers, Clock clock, Ids ids) {
    this.patches = patches;
    this.validation = validation;
    this.references = references;
    this.externalKeys = externalKeys;
    this.locks = locks;
    this.backfills = backfills;
    this.events = events;
    this.entities = entities;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  public <E extends EditableEntity, F extends EditableFields> List<Written> write(
      Editing<E, F> editing, List<Change> changes) {
    return write(editing, changes, EventDetail.EACH);
  }

  /** With {@link EventDetail#NONE} the caller logs the batch as a whole: millions do not go through the event log. */
  public <E extends EditableEntity, F extends EditableFields> List<Written> write(
      Editing<E, F> editing, List<Change> changes, EventDetail detail) {
    List<Draft<E, F>> drafts = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      drafts.add(new Draft<>(i));
    }
    findTargets(editing, changes, drafts, detail);
    backfills.check(editing.type(), changes, drafts);
    for (Draft<E, F> draft : drafts) {
      read(editing, changes.get(draft.index()), draft);
    }
    List<Draft<E, F>> readable = drafts.stream().filter(Draft::isReadable).toList();
    checkReferences(editing, readable);
    editing.check(good(readable));
    externalKeys.check(editing.type(), good(readable));
    List<Draft<E, F>> writable = good(readable).stream().filter(Draft::changed).toList();
    persist(editing, changes, writable);
    externalKeys.store(editing.type(), writable);
    if (detail == EventDetail.EACH) {
      events.append(editing, writable);
    }
    editing.written(writable);
    return drafts.stream().map(Draft::result).toList();
  }

  private <E extends EditableEntity, F extends EditableFields> void findTargets(
      Editing<E, F> editing, List<Change> changes, List<Draft<E, F>> drafts, EventDetail detail) {
    Map<Integer, UUID> targets = externalKeys.targets(editing.type(), changes, drafts);
    if (targets.isEmpty()) {
      return;
    }
    Set<UUID> ids = new HashSet<>(targets.values());
    if (detail == EventDetail.EACH) { // a file mostly changes little of what it names, and its chunks begin again
      locks.take(editing.type(), ids);
    }
    Map<UUID, E> loaded = load(editing, ids);
    targets.forEach(
        (index, id) -> {
          Draft<E, F> draft = drafts.get(index);
          E entity = loaded.get(id);
          if (entity == null) {
            draft.refuse(ProblemException.notFound(editing.type().label()));
          } else {
            draft.existing(entity, editing.fields(entity));
          }
        });
  }

  /** By their keys; the statement for one is made once for all, which is half of what one costs. */
  private <E extends EditableEntity, F extends EditableFields> Map<UUID, E> load(
      Editing<E, F> editing, Set<UUID> ids) {
    List<E> found =
        ids.size() == 1
            ? Collections.singletonList(entities.find(editing.entityType(), ids.iterator().next()))
            : entities.findMultiple(editing.entityType(), List.copyOf(ids));
    Map<UUID, E> loaded = new HashMap<>();
    for (@Nullable E entity : found) {
      if (entity != null && entity.tenantId.equals(callers.tenantId())) {
        loaded.put(entity.id, entity);
      }
    }
    return loaded;
  }

  private <E extends EditableEntity, F extends EditableFields> void read(
      Editing<E, F> editing, Change change, Draft<E, F> draft) {
    E entity = draft.entityOrNull();
    if (entity != null && change.createOnly()) {
      draft.refuse(exists(editing.type()));
    }
    if (entity != null && change.ifMatch() != null && change.ifMatch() != entity.version) {
      draft.refuse(Draft.stale());
    }
    if (draft.failed()) {
      return;
    }
    try {
      F before = draft.before();
      if (before != null && draft.isKnown()) {
        draft.after(before);
        return;
      }
      JsonNode body = entity == null ? externalKeys.withKey(change) : change.patch();
      F after =
          before == null
              ? patches.create(body, editing.fieldsType())
              : patches.apply(before, body, editing.fieldsType());
      draft.errors(validation.errors(after));
      draft.after(after);
    } catch (ProblemException e) {
      draft.refuse(e);
    }
  }

  private static ProblemException exists(ResourceType type) {
    return new ProblemException(
        dev.perennial.platform.http.ProblemType.PRECONDITION_FAILED, "The " + type.label() + " exists already.");
  }

  private <E extends EditableEntity, F extends EditableFields> void checkReferences(
      Editing<E, F> editing, List<Draft<E, F>> drafts) {
    Map<References.TypedReference, UUID> stored = new HashMap<>();
    List<References.TypedReference> wanted = new ArrayList<>();
    for (Draft<E, F> draft : good(drafts)) {
      stored.putAll(storedReferences(editing, draft));
      for (ReferenceField field : editing.references(draft.after())) {
        if (field.reference() != null) {
          wanted.add(new References.TypedReference(field.type(), field.reference()));
        }
      }
    }
    wanted.removeAll(stored.keySet());
    References.Found found = references.find(wanted).and(stored);
    for (Draft<E, F> draft : good(drafts)) {
      for (ReferenceField field : editing.references(draft.after())) {
        Reference reference = field.reference();
        if (reference != null && found.get(new References.TypedReference(field.type(), reference)) == null) {
          draft.error(
              field.pointer(), "not_found", "There is no " + field.type().label() + " " + reference + ".");
        }
      }
      if (!draft.failed()) {
        draft.after(editing.resolve(draft.after(), found));
      }
    }
  }

  /** What the stored object names is there; only of what can be merged another may stand for it by now. */
  private static <E extends EditableEntity, F extends EditableFields>
      Map<References.TypedReference, UUID> storedReferences(
          Editing<E, F> editing, Draft<E, F> draft) {
    F before = draft.before();
    if (before == null) {
      return Map.of();
    }
    Map<References.TypedReference, UUID> stored = new HashMap<>();
    for (ReferenceField field : editing.references(before)) {
      Reference reference = field.reference();
      if (reference != null && reference.id() != null && !field.type().isMergeable()) {
        stored.put(new References.TypedReference(field.type(), reference), reference.id());
      }
    }
    return stored;
  }

  private <E extends EditableEntity, F extends EditableFields> void persist(
      Editing<E, F> editing, List<Change> changes, List<Draft<E, F>> drafts) {
    Instant now = clock.instant();
    List<E> fresh = new ArrayList<>();
    for (Draft<E, F> draft : drafts) {
      if (draft.entityOrNull() == null) {
        E entity = editing.newEntity();
        entity.id = ids.next();
        entity.tenantId = callers.tenantId();
        entity.createdAt = now;
        draft.created(entity);
        fresh.add(entity);
      }
      E entity = draft.entity();
      Instant knownAt = changes.get(draft.index()).knownAt();
      entity.updatedAt = now;
      entity.statedKnownFrom = knownAt;
      if (draft.isNew()) {
        entity.knownFrom = knownAt == null ? now : knownAt;
      }
      entity.externalIds = draft.after().externalIds();
      editing.apply(entity, draft.after());
    }
    if (!drafts.isEmpty()) {
      editing.repository().persist(fresh);
      editing.repository().flush();
      drafts.forEach(draft -> draft.entity().statedKnownFrom = null);
    }
  }

  private static <E extends EditableEntity, F> List<Draft<E, F>> good(List<Draft<E, F>> drafts) {
    return drafts.stream().filter(draft -> !draft.failed()).toList();
  }

  /** How much of a batch goes into the event log. */
  public enum EventDetail {
    EACH,
    NONE
  }
}
