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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A bulk request: reads each item for itself and answers for each in its place. */
@Singleton
class SignalBulk {
  private static final int STORED = 201;
  private static final int DUPLICATE = 200;
  private static final int WAITING = 202;

  private final SignalService service;
  private final MergePatch reader;
  private final CallerContext callers;

  SignalBulk(SignalService service, MergePatch reader, CallerContext callers) {
    this.service = service;
    this.reader = reader;
    this.callers = callers;
  }

  /** Good items land, each of the others has its problem. */
  SignalBulkResult each(List<JsonNode> items, Intake intake) {
    return each(items, UnaryOperator.identity(), intake);
  }

  /**
   * The same of items of another shape.
   *
   * @param shape makes a signal's body of an item, or refuses it
   */
  SignalBulkResult each(List<JsonNode> items, UnaryOperator<JsonNode> shape, Intake intake) {
    Map<Integer, ProblemException> unreadable = new LinkedHashMap<>();
    List<SignalFields> readable = read(items, shape, unreadable);
    List<SignalOutcome> outcomes = service.receiveAll(readable, intake);
    List<SignalBulkItem> answers = new ArrayList<>();
    for (int i = 0, next = 0; i < items.size(); i++) {
      ProblemException problem = unreadable.get(i);
      answers.add(item(i, problem == null ? outcomes.get(next++) : SignalOutcome.refused(problem)));
    }
    return new SignalBulkResult(answers);
  }

  /**
   * The same of one.
   *
   * @throws ProblemException when it is refused
   */
  SignalBulkResult one(JsonNode item, UnaryOperator<JsonNode> shape, Intake intake) {
    SignalOutcome outcome = service.receiveAll(List.of(fields(item, shape)), intake).getFirst();
    if (outcome.problem() != null) {
      throw outcome.problem();
    }
    return new SignalBulkResult(List.of(item(0, outcome)));
  }

  /**
   * All land or none.
   *
   * @throws ProblemException of the first refused item's kind, with the faults of all
   */
  SignalBulkResult allOrNothing(List<JsonNode> items, Intake intake) {
    Map<Integer, ProblemException> refused = new LinkedHashMap<>();
    List<SignalFields> readable = read(items, UnaryOperator.identity(), refused);
    if (!refused.isEmpty()) {
      throw together(refused);
    }
    List<SignalOutcome> outcomes = service.receiveAllOrNothing(readable, intake);
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

  private List<SignalFields> read(
      List<JsonNode> items, UnaryOperator<JsonNode> shape, Map<Integer, ProblemException> unreadable) {
    List<SignalFields> readable = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        readable.add(fields(items.get(i), shape));
      } catch (ProblemException problem) {
        unreadable.put(i, problem);
      }
    }
    return readable;
  }

  private SignalFields fields(@Nullable JsonNode item, UnaryOperator<JsonNode> shape) {
    if (item == null || !item.isObject()) {
      throw ProblemException.invalid(
          FieldError.at("", "invalid", "An item must be a JSON object."));
    }
    return reader.bind(shape.apply(item), SignalFields.class);
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
      return new SignalBulkItem(
          index,
          outcome.stored() ? STORED : outcome.result() == SignalOutcome.Result.UNMATCHED ? WAITING : DUPLICATE,
          outcome.id(),
          null);
    }
    Problem body =
        Problem.of(problem.type(), problem.detail(), problem.errors(), null, callers.requestId());
    return new SignalBulkItem(index, problem.type().status(), null, body);
  }
}
