package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.Change;
import dev.perennial.editing.EditableEntity;
import dev.perennial.editing.EditableFields;
import dev.perennial.editing.Editing;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of an edited resource: each is an upsert by its external id. A key that comes again in one chunk is written again
 * after the first, and not at all when the row says the same; so are two keys that lead to one object, as those of merged
 * customers do. A row that names another row of its chunk (the contract it
 * renews, the parent company) is written once that one is there, in whatever order the file has them; across chunks the
 * named row must come first, or a second run finds it.
 */
final class EditingTarget<E extends EditableEntity, F extends EditableFields> implements ImportTarget {
  private static final int CHUNK = 500;

  private final String resource;
  private final Editing<E, F> editing;
  private final Editor editor;
  private final Runnable beforeWrite;

  EditingTarget(String resource, Editing<E, F> editing, Editor editor) {
    this(resource, editing, editor, () -> {});
  }

  /** @param beforeWrite tells the features that listen that what follows is an import */
  EditingTarget(String resource, Editing<E, F> editing, Editor editor, Runnable beforeWrite) {
    this.resource = resource;
    this.editing = editing;
    this.editor = editor;
    this.beforeWrite = beforeWrite;
  }

  @Override
  public String resource() {
    return resource;
  }

  @Override
  public Class<?> fieldsType() {
    return editing.fieldsType();
  }

  @Override
  public int chunkSize() {
    return CHUNK;
  }

  @Override
  public List<RowResult> write(List<MappedRow> rows, ImportOrder order) {
    beforeWrite.run();
    String source = String.valueOf(order.mapping().source());
    List<RowResult> results = new ArrayList<>(java.util.Collections.nCopies(rows.size(), RowResult.UNCHANGED));
    Map<String, JsonNode> seen = new HashMap<>();
    List<Integer> batch = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String key = rows.get(i).externalId();
      if (key == null || order.mapping().source() == null) {
        results.set(i, RowResult.failed(noKey()));
        continue;
      }
      if (rows.get(i).knownAt() != null && !order.backfill()) {
        results.set(i, RowResult.failed(noBackfill()));
        continue;
      }
      JsonNode same = seen.get(key);
      if (same != null && same.equals(rows.get(i).body())) {
        continue;
      }
      if (same != null) {
        write(rows, batch, source, results);
        batch.clear();
        seen.clear();
      }
      seen.put(key, rows.get(i).body());
      batch.add(i);
    }
    write(rows, batch, source, results);
    return results;
  }

  private void write(List<MappedRow> rows, List<Integer> batch, String source, List<RowResult> results) {
    List<Integer> waiting = batch;
    boolean progress = true;
    while (progress && !waiting.isEmpty()) {
      writeOnce(rows, waiting, source, results);
      List<Integer> written = waiting;
      waiting = waiting.stream().filter(i -> has(results.get(i), "not_found") || has(results.get(i), Change.SAME_OBJECT)).toList();
      progress =
          written.stream().anyMatch(i -> results.get(i).outcome() == RowResult.Outcome.CREATED)
              || waiting.stream().anyMatch(i -> has(results.get(i), Change.SAME_OBJECT)) && waiting.size() < written.size();
    }
  }

  private static boolean has(RowResult result, String code) {
    ProblemException problem = result.problem();
    return problem != null && problem.errors().stream().anyMatch(error -> error.code().equals(code));
  }

  private void writeOnce(List<MappedRow> rows, List<Integer> batch, String source, List<RowResult> results) {
    List<Change> changes =
        batch.stream()
            .map(
                i ->
                    Change.upsert(new ExternalId(source, String.valueOf(rows.get(i).externalId())), rows.get(i).body())
                        .knownAt(rows.get(i).knownAt()))
            .toList();
    List<Written> written = changes.isEmpty() ? List.of() : editor.write(editing, changes, Editor.EventDetail.NONE);
    for (int i = 0; i < batch.size(); i++) {
      results.set(batch.get(i), RowResult.of(written.get(i)));
    }
  }

  private static ProblemException noBackfill() {
    return new ProblemException(
        ProblemType.FORBIDDEN, "Only a credential with the scope imports:backfill may state since when a row was known.");
  }

  private static ProblemException noKey() {
    return ProblemException.invalid(
        FieldError.at("/externalId", "required", "A row needs an external id and the mapping a source, so that a second run finds it again."));
  }
}
