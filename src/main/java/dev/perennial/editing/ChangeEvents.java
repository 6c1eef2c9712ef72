package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports written changes: {@code customer.created}, {@code customer.updated} with the changed fields' old values. */
@Singleton
class ChangeEvents {
  private final EventLog log;
  private final ObjectMapper json;

  ChangeEvents(EventLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  <E extends EditableEntity, F extends EditableFields> void append(Editing<E, F> editing, List<Draft<E, F>> drafts) {
    Function<E, @Nullable UUID> customers = editing.customersOf(drafts.stream().map(Draft::entity).toList());
    drafts.forEach(draft -> append(editing, draft, customers.apply(draft.entity())));
  }

  private <E extends EditableEntity, F extends EditableFields> void append(
      Editing<E, F> editing, Draft<E, F> draft, @Nullable UUID customer) {
    E entity = draft.entity();
    F before = draft.before();
    ObjectNode after = json.valueToTree(draft.after());
    ObjectNode object = json.createObjectNode().put("id", entity.id.toString());
    object.setAll(after);
    log.append(
        new Event(
            editing.type().label() + (draft.isNew() ? ".created" : ".updated"),
            editing.type().label(),
            entity.id,
            entity.version,
            customer,
            before == null ? null : changed(json.valueToTree(before), after),
            object));
  }

  /** Old values of the fields that differ. */
  private @Nullable ObjectNode changed(ObjectNode before, ObjectNode after) {
    ObjectNode old = json.createObjectNode();
    before
        .properties()
        .forEach(
            entry -> {
              JsonNode now = after.get(entry.getKey());
              if (!entry.getValue().equals(now)) {
                old.set(entry.getKey(), entry.getValue());
              }
            });
    return old;
  }
}
