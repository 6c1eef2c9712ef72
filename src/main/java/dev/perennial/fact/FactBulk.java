package dev.perennial.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Problem;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Bulk requests of facts: each item is read and answered for itself; with {@code atomic} all land or none. */
@Singleton
public class FactBulk {
  public static final int MAX_ITEMS = 500;
  private static final int MULTI_STATUS = 207;

  private final MergePatch reader;
  private final CallerContext callers;

  FactBulk(MergePatch reader, CallerContext callers) {
    this.reader = reader;
    this.callers = callers;
  }

  /** @param receive stores a batch, told whether it is all or nothing */
  public <F> Response answer(JsonNode body, boolean atomic, Class<F> type, BiFunction<List<F>, Boolean, List<FactOutcome>> receive) {
    JsonNode items = body.path("items");
    if (!items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS || body.size() != 1) {
      throw ProblemException.invalid(
          FieldError.at("/items", "length", "Send an object with items, 1 to " + MAX_ITEMS + " of them."));
    }
    Map<Integer, ProblemException> refused = new TreeMap<>();
    List<F> readable = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        readable.add(read(items.get(i), type));
      } catch (ProblemException problem) {
        refused.put(i, problem);
      }
    }
    if (atomic && !refused.isEmpty()) {
      throw together(refused);
    }
    List<FactOutcome> outcomes = readable.isEmpty() ? List.of() : receive.apply(readable, atomic);
    List<FactBulkResult.FactBulkItem> answers = new ArrayList<>();
    for (int i = 0, next = 0; i < items.size(); i++) {
      ProblemException problem = refused.get(i);
      FactOutcome outcome = problem == null ? outcomes.get(next++) : FactOutcome.refused(problem);
      if (atomic && outcome.problem() != null) {
        refused.put(i, outcome.problem());
      }
      answers.add(item(i, outcome));
    }
    if (atomic && !refused.isEmpty()) {
      throw together(refused);
    }
    return Response.status(MULTI_STATUS).entity(new FactBulkResult(answers)).build();
  }

  private <F> F read(@Nullable JsonNode item, Class<F> type) {
    if (item == null || !item.isObject()) {
      throw ProblemException.invalid(FieldError.at("", "invalid", "An item must be a JSON object."));
    }
    return reader.bind(item, type);
  }

  private static ProblemException together(Map<Integer, ProblemException> refused) {
    List<FieldError> errors = new ArrayList<>();
    refused.forEach((index, problem) -> problem.errors().forEach(error -> errors.add(error.within("/items/" + index))));
    return new ProblemException(
        refused.values().iterator().next().type(),
        "Nothing was stored: " + refused.size() + " of the items cannot be; see errors.", errors);
  }

  private FactBulkResult.FactBulkItem item(int index, FactOutcome outcome) {
    ProblemException problem = outcome.problem();
    return problem == null
        ? new FactBulkResult.FactBulkItem(index, outcome.stored() ? 201 : 200, outcome.id(), null)
        : new FactBulkResult.FactBulkItem(
            index, problem.type().status(), null,
            Problem.of(problem.type(), problem.detail(), problem.errors(), null, callers.requestId()));
  }
}
