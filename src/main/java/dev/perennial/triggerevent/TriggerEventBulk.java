package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Problem;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.json.MergePatch;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bulk request: reads each item for itself and answers for each in its place. */
@Singleton
class TriggerEventBulk {
  private static final int STORED = 201;
  private static final int DUPLICATE = 200;

  private final TriggerEventService service;
  private final MergePatch reader;
  private final CallerContext callers;

  TriggerEventBulk(TriggerEventService service, MergePatch reader, CallerContext callers) {
    this.service = service;
    this.reader = reader;
    this.callers = callers;
  }

  /**
   * Good items land, each of the others has its problem.
   *
   * @throws ProblemException when it is all or nothing and one is refused: with the faults of all
   */
  TriggerEventBulkResult write(List<JsonNode> items, boolean atomic) {
    List<TriggerEventOutcome> outcomes = new ArrayList<>();
    List<TriggerEventFields> readable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      outcomes.add(new TriggerEventOutcome(false, null));
      try {
        readable.add(fields(items.get(i)));
        places.add(i);
      } catch (ProblemException problem) {
        outcomes.set(i, TriggerEventOutcome.refused(problem));
      }
    }
    if (!atomic || readable.size() == items.size()) {
      List<TriggerEventOutcome> written = service.receiveAll(readable, atomic);
      for (int i = 0; i < written.size(); i++) {
        outcomes.set(places.get(i), written.get(i));
      }
    }
    if (atomic) {
      refuseTogether(outcomes);
    }
    List<TriggerEventBulkResult.TriggerEventBulkItem> answers = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      answers.add(item(i, outcomes.get(i)));
    }
    return new TriggerEventBulkResult(answers);
  }

  private TriggerEventFields fields(@Nullable JsonNode item) {
    if (item == null || !item.isObject()) {
      throw ProblemException.invalid(FieldError.at("", "invalid", "An item must be a JSON object."));
    }
    return reader.bind(item, TriggerEventFields.class);
  }

  private static void refuseTogether(List<TriggerEventOutcome> outcomes) {
    List<FieldError> errors = new ArrayList<>();
    ProblemException first = null;
    int refused = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      ProblemException problem = outcomes.get(i).problem();
      if (problem != null) {
        first = first == null ? problem : first;
        refused++;
        for (FieldError error : problem.errors()) {
          errors.add(error.within("/items/" + i));
        }
      }
    }
    if (first != null) {
      throw new ProblemException(
          first.type(), "Nothing was stored: " + refused + " of the items cannot be; see errors.", errors);
    }
  }

  private TriggerEventBulkResult.TriggerEventBulkItem item(int index, TriggerEventOutcome outcome) {
    ProblemException problem = outcome.problem();
    if (problem == null) {
      return new TriggerEventBulkResult.TriggerEventBulkItem(index, outcome.stored() ? STORED : DUPLICATE, null);
    }
    return new TriggerEventBulkResult.TriggerEventBulkItem(
        index, problem.type().status(),
        Problem.of(problem.type(), problem.detail(), problem.errors(), null, callers.requestId()));
  }
}
