package dev.perennial.editing;

import dev.perennial.platform.http.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one change. */
public record Written(
    int index, Status status, @Nullable UUID id, @Nullable ProblemException failure) {
  /** CREATED and UPDATED were written, UNCHANGED was as asked already, FAILED was left alone. */
  public enum Status {
    CREATED,
    UPDATED,
    UNCHANGED,
    FAILED
  }

  public boolean failed() {
    return failure != null;
  }

  /** The id of what was written; the failure as an exception otherwise. */
  public UUID idOrThrow() {
    if (failure != null) {
      throw failure;
    }
    if (id == null) {
      throw new IllegalStateException("written without an id");
    }
    return id;
  }
}
