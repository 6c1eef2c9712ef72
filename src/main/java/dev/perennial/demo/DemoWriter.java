package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.BulkRequest;
import dev.perennial.editing.Change;
import dev.perennial.editing.EditableEntity;
import dev.perennial.editing.EditableFields;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes the world's objects the way an import does: upserts by external id, one transaction per batch. */
@Singleton
class DemoWriter {
  private final Editor editor;

  DemoWriter(Editor editor) {
    this.editor = editor;
  }

  /**
   * Writes objects in order.
   *
   * @return their ids by key
   * @throws IllegalStateException when the service refuses one: then the generator is wrong, not its user
   */
  <T, E extends EditableEntity, F extends EditableFields> Map<String, UUID> write(
      Editing<E, F> editing, List<T> objects, Function<T, String> key, Function<T, ObjectNode> body,
      Editor.EventDetail detail) {
    Map<String, UUID> ids = new HashMap<>();
    for (int from = 0; from < objects.size(); from += BulkRequest.MAX_ITEMS) {
      List<T> batch = objects.subList(from, Math.min(objects.size(), from + BulkRequest.MAX_ITEMS));
      List<Change> changes = new ArrayList<>();
      for (T object : batch) {
        changes.add(Change.upsert(new ExternalId(DemoWorld.SOURCE, key.apply(object)), body.apply(object)));
      }
      List<Written> written =
          QuarkusTransaction.requiringNew().call(() -> editor.write(editing, changes, detail));
      for (Written one : written) {
        String name = key.apply(batch.get(one.index()));
        ids.put(name, idOf(name, one));
      }
    }
    return ids;
  }

  /** Its id; a refusal is the generator's fault and ends the load with its reasons. */
  static UUID idOf(String name, Written written) {
    ProblemException failure = written.failure();
    if (failure != null) {
      throw new IllegalStateException("The demo's " + name + " was refused: " + failure.detail() + " " + failure.errors());
    }
    return written.idOrThrow();
  }
}
