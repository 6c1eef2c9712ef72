package dev.perennial.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.fact.FactOutcome;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Facts about edited objects (measurements, delivery scores): a row has a source and an id of its own; what is there is left alone. */
final class FactTarget<F> implements ImportTarget {
  private static final int CHUNK = 1_000;

  private final String resource;
  private final Class<F> fields;
  private final MergePatch reader;
  private final Function<List<F>, List<FactOutcome>> receive;

  FactTarget(String resource, Class<F> fields, MergePatch reader, Function<List<F>, List<FactOutcome>> receive) {
    this.resource = resource;
    this.fields = fields;
    this.reader = reader;
    this.receive = receive;
  }

  @Override
  public String resource() {
    return resource;
  }

  @Override
  public Class<?> fieldsType() {
    return fields;
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
    List<F> readable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (MappedRow row : rows) {
      try {
        readable.add(reader.bind(withSource(row.body(), order), fields));
        places.add(results.size());
        results.add(RowResult.UNCHANGED);
      } catch (ProblemException e) {
        results.add(RowResult.failed(e));
      }
    }
    List<FactOutcome> outcomes = receive.apply(readable);
    for (int i = 0; i < outcomes.size(); i++) {
      results.set(places.get(i), result(outcomes.get(i)));
    }
    return results;
  }

  /** Without an id of its own a second run would store the row again, so it needs one. */
  private static ObjectNode withSource(ObjectNode body, ImportOrder order) {
    if (!body.hasNonNull("source") && order.mapping().source() != null) {
      body.put("source", order.mapping().source());
    }
    if (!body.hasNonNull("sourceId")) {
      throw ProblemException.invalid(
          dev.perennial.platform.http.FieldError.at("/sourceId", "required", "A row needs a sourceId, so that a second run finds it again."));
    }
    return body;
  }

  private static RowResult result(FactOutcome outcome) {
    ProblemException problem = outcome.problem();
    return problem != null ? RowResult.failed(problem) : outcome.stored() ? RowResult.CREATED : RowResult.UNCHANGED;
  }
}
