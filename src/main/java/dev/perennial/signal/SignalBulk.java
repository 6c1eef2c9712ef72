package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Problem;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bulk request: reads each item for itself and answers for each in its place. */
@Singleton
class SignalBulk {
  private static final int STORED = 201;
  private static final int DUPLICATE = 200;

  private final SignalService service;
  private final MergePatch reader;
  private final CallerContext callers;

  SignalBulk(SignalService service, MergePatch reader, CallerContext callers) {
    this.service = service;
    this.reader = reader;
    this.callers = callers;
  }

  /** Good items land, each of the others has its problem. */
  SignalBulkResult each(List<JsonNode> items) {
    Map<Integer, ProblemException> unreadable = new LinkedHashMap<>();
    List<SignalFields> readable = read(items, unreadable);
    List<SignalOutcome> outcomes = service.receiveAll(readable);
    List<SignalBulkItem> answers = new ArrayList<>();
    for (int i = 0, next = 0; i < items.size(); i++) {
      ProblemException problem = unreadable.get(i);
      answers.add(item(i, problem == null ? outcomes.get(next++) : SignalOutcome.refused(problem)));
    }
    return new SignalBulkResult(answers);
  }

  /**
   * All land or none.
   *
   * @throws ProblemException of the first refused item's kind, with the faults of all
   */
  SignalBulkResult allOrNothing(List<JsonNode> items) {
    Map<Integer, ProblemException> refused = new LinkedHashMap<>();
    List<SignalFields> readable = read(items, refused);
    if (!refused.isEmpty()) {
      throw together(refused);
    }
    List<SignalOutcome> outcomes = service.receiveAllOrNothing(readable);
    List<SignalBulkItem> answers = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ProblemException problem = outcomes.get(i).problem();
      if (problem != null) {
        refused.put(i, problem);
      }
      answers.add(item(i, outcomes.get(i)));
    }
    if (!refused.isEmpty()) {
      throw together(refused);
    }
    return new SignalBulkResult(answers);
  }

  private List<SignalFields> read(List<JsonNode> items, Map<Integer, ProblemException> unreadable) {
    List<SignalFields> readable = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        readable.add(fields(items.get(i)));
      } catch (ProblemException problem) {
        unreadable.put(i, problem);
      }
    }
    return readable;
  }

  private SignalFields fields(@Nullable JsonNode item) {
    if (item == null || !item.isObject()) {
      throw ProblemException.invalid(
          FieldError.at("", "invalid", "An item must be a JSON object."));
    }
    return reader.bind(item, SignalFields.class);
  }

  private static ProblemException together(Map<Integer, ProblemException> refused) {
    List<FieldError> errors = new ArrayList<>();
    refused.forEach(
        (index, problem) ->
            problem.errors().forEach(error -> errors.add(error.within("/items/" + index))));
    ProblemException first = refused.values().iterator().next();
    return new ProblemException(
        first.type(),
        "Nothing was stored: " + refused.size() + " of the items cannot be; see errors.",
        errors);
  }

  private SignalBulkItem item(int index, SignalOutcome outcome) {
    ProblemException problem = outcome.problem();
    if (problem == null) {
      return new SignalBulkItem(index, outcome.stored() ? STORED : DUPLICATE, outcome.id(), null);
    }
    Problem body =
        Problem.of(problem.type(), problem.detail(), problem.errors(), null, callers.requestId());
    return new SignalBulkItem(index, problem.type().status(), null, body);
  }
}
