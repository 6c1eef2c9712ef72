package dev.perennial.signal;

import dev.perennial.platform.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch after the checks, before the store.
 *
 * @param signals by place in the batch; null where refused or unmatched
 * @param refused why, by place
 * @param unmatched those that wait for their customer, by place
 * @param unrevised places of signals that name no revision
 * @param now time of receipt
 */
record Judged(
    List<@Nullable Signal> signals, Map<Integer, ProblemException> refused, Map<Integer, UnmatchedSignal> unmatched,
    List<Boolean> unrevised, Instant now) {

  List<Signal> accepted() {
    return signals.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  /** Outcomes when nothing was written. */
  List<SignalOutcome> unwritten() {
    List<SignalOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      ProblemException problem = refused.get(i);
      Signal signal = signals.get(i);
      UnmatchedSignal waiting = unmatched.get(i);
      Signal any = signal != null ? signal : waiting == null ? null : waiting.signal();
      outcomes.add(
          problem != null || any == null
              ? SignalOutcome.refused(Objects.requireNonNull(problem))
              : SignalOutcome.of(SignalOutcome.Result.DUPLICATE, any.key()));
    }
    return outcomes;
  }
}
