package dev.perennial.importing;

import dev.perennial.editing.Written;
import dev.perennial.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** What became of one row. */
record RowResult(Outcome outcome, @Nullable ProblemException problem) {
  enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    FAILED
  }

  static final RowResult CREATED = new RowResult(Outcome.CREATED, null);
  static final RowResult UPDATED = new RowResult(Outcome.UPDATED, null);
  static final RowResult UNCHANGED = new RowResult(Outcome.UNCHANGED, null);

  static RowResult of(Written written) {
    ProblemException failure = written.failure();
    return failure == null ? done(written.status()) : failed(failure);
  }

  static RowResult done(Written.Status status) {
    return switch (status) {
      case CREATED -> CREATED;
      case UPDATED -> UPDATED;
      case UNCHANGED -> UNCHANGED;
      case FAILED -> failed(ProblemException.conflict("The row could not be written."));
    };
  }

  static RowResult failed(ProblemException problem) {
    return new RowResult(Outcome.FAILED, problem);
  }
}
