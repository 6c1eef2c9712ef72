package dev.perennial.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.triggerevent.TriggerEventFields;
import dev.perennial.triggerevent.TriggerEventOutcome;
import dev.perennial.triggerevent.TriggerEventService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Trigger events: a row is a fact with a source and an id of its own; what is there already is left alone. */
@Singleton
class TriggerEventTarget implements ImportTarget {
  private static final int CHUNK = 5_000;

  private final TriggerEventService service;
  private final MergePatch reader;

  TriggerEventTarget(TriggerEventService service, MergePatch reader) {
    this.service = service;
    this.reader = reader;
  }

  @Override
  public String resource() {
    return "trigger-events";
  }

  @Override
  public Class<?> fieldsType() {
    return TriggerEventRow.class;
  }

  @Override
  public boolean keyed() {
    return false;
  }

  @Override
  public int chunkSize() {
    return CHUNK;
  }

  @Override
  public List<RowResult> write(List<MappedRow> rows, ImportOrder order) {
    List<RowResult> results = new ArrayList<>();
    List<TriggerEventFields> readable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (MappedRow row : rows) {
      try {
        readable.add(reader.bind(withSource(row.body(), order), TriggerEventFields.class));
        places.add(results.size());
        results.add(RowResult.UNCHANGED);
      } catch (ProblemException e) {
        results.add(RowResult.failed(e));
      }
    }
    List<TriggerEventOutcome> outcomes = service.receiveAll(readable, false);
    for (int i = 0; i < outcomes.size(); i++) {
      ProblemException problem = outcomes.get(i).problem();
      results.set(
          places.get(i),
          problem != null ? RowResult.failed(problem) : outcomes.get(i).stored() ? RowResult.CREATED : RowResult.UNCHANGED);
    }
    return results;
  }

  private static ObjectNode withSource(ObjectNode body, ImportOrder order) {
    if (!body.has("source") && order.mapping().source() != null) {
      body.put("source", order.mapping().source());
    }
    return body;
  }
}
