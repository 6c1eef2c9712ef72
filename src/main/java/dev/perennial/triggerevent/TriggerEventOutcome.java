package dev.perennial.triggerevent;

import dev.perennial.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** What became of one event of a batch: stored, there before (not stored and no problem), or refused. */
public record TriggerEventOutcome(boolean stored, @Nullable ProblemException problem) {
  static TriggerEventOutcome refused(ProblemException problem) {
    return new TriggerEventOutcome(false, problem);
  }
}
