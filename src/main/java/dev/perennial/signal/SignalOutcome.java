package dev.perennial.signal;

import dev.perennial.platform.http.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one signal of a batch.
 *
 * @param key of the signal, null when it was refused
 * @param problem why it was refused, null when it was not
 */
public record SignalOutcome(Result result, @Nullable SignalKey key, @Nullable ProblemException problem) {
  /** The ways it can go. */
  public enum Result {
    STORED,
    /** A changed repeat, stored as the next revision. */
    REVISED,
    /** Stored, or waiting, before. */
    DUPLICATE,
    /** Waits for its customer. */
    UNMATCHED,
    REFUSED
  }

  static SignalOutcome refused(ProblemException problem) {
    return new SignalOutcome(Result.REFUSED, null, problem);
  }

  static SignalOutcome of(Result result, SignalKey key) {
    return new SignalOutcome(result, key, null);
  }

  /** Made from the key, null when it was refused. */
  public @Nullable UUID id() {
    return key == null ? null : key.id();
  }

  public boolean stored() {
    return result == Result.STORED || result == Result.REVISED;
  }
}
