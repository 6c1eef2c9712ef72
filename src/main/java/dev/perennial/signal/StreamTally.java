package dev.perennial.signal;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of lines, and keeps the first errors. */
final class StreamTally {
  private static final int ERRORS = 100;

  private final Map<SignalOutcome.Result, Long> counts = new EnumMap<>(SignalOutcome.Result.class);
  private final List<SignalStreamResult.LineError> errors = new ArrayList<>();

  void add(long line, SignalOutcome outcome) {
    ProblemException problem = outcome.problem();
    if (problem == null) {
      counts.merge(outcome.result(), 1L, Long::sum);
    } else {
      refused(line, problem);
    }
  }

  void refused(long line, ProblemException problem) {
    counts.merge(SignalOutcome.Result.REFUSED, 1L, Long::sum);
    // lines that cannot be read are found while the chunk before them is still being written
    errors.add(error(line, problem));
    if (errors.size() > 2 * ERRORS) {
      cut();
    }
  }

  SignalStreamResult result() {
    cut();
    return new SignalStreamResult(
        counts.values().stream().mapToLong(Long::longValue).sum(),
        count(SignalOutcome.Result.STORED),
        count(SignalOutcome.Result.REVISED),
        count(SignalOutcome.Result.DUPLICATE),
        count(SignalOutcome.Result.UNMATCHED),
        count(SignalOutcome.Result.REFUSED),
        List.copyOf(errors));
  }

  private void cut() {
    errors.sort(Comparator.comparingLong(SignalStreamResult.LineError::line));
    if (errors.size() > ERRORS) {
      errors.subList(ERRORS, errors.size()).clear();
    }
  }

  private long count(SignalOutcome.Result result) {
    return counts.getOrDefault(result, 0L);
  }

  private static SignalStreamResult.LineError error(long line, ProblemException problem) {
    FieldError first = problem.errors().isEmpty() ? null : problem.errors().getFirst();
    return first == null
        ? new SignalStreamResult.LineError(line, problem.type().code(), null, problem.detail())
        : new SignalStreamResult.LineError(line, first.code(), first.pointer(), first.detail());
  }
}
