package dev.perennial.signal;

import dev.perennial.platform.http.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one signal of a batch: stored, a duplicate (not stored and no problem), or
 * refused.
 *
 * @param id made from the signal's key, null when it was refused
 */
public record SignalOutcome(boolean stored, @Nullable UUID id, @Nullable ProblemException problem) {
  static SignalOutcome refused(ProblemException problem) {
    return new SignalOutcome(false, null, problem);
  }
}
