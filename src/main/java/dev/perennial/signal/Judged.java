package dev.perennial.signal;

import dev.perennial.platform.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch after the checks, before the store.
 *
 * @param signals by place in the batch; null where refused
 * @param refused why, by place
 * @param now time of receipt
 */
record Judged(List<@Nullable Signal> signals, Map<Integer, ProblemException> refused, Instant now) {

  List<Signal> accepted() {
    return signals.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  /**
   * Outcomes when the keys in {@code stored} were new; the first of several equal ones is the one
   * that was stored.
   */
  List<SignalOutcome> outcomes(Set<SignalKey> stored) {
    Set<SignalKey> left = new HashSet<>(stored);
    List<SignalOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      Signal signal = signals.get(i);
      ProblemException problem = refused.get(i);
      outcomes.add(
          signal == null
              ? SignalOutcome.refused(Objects.requireNonNull(problem))
              : new SignalOutcome(left.remove(signal.key()), signal.key().id(), null));
    }
    return outcomes;
  }

  /** Outcomes when nothing was written. */
  List<SignalOutcome> unwritten() {
    return outcomes(Set.of());
  }
}
