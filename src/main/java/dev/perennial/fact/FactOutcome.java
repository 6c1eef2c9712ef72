package dev.perennial.fact;

import dev.perennial.platform.http.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one fact: stored now, stored before, or refused with a problem. */
public record FactOutcome(boolean stored, @Nullable UUID id, @Nullable ProblemException problem) {
  static FactOutcome refused(ProblemException problem) {
    return new FactOutcome(false, null, problem);
  }

  /** The id of what was stored; the problem as an exception otherwise. */
  public UUID idOrThrow() {
    if (problem != null) {
      throw problem;
    }
    if (id == null) {
      throw new IllegalStateException("stored without an id");
    }
    return id;
  }
}
