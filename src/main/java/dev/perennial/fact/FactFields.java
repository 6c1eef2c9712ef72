package dev.perennial.fact;

import dev.perennial.editing.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every fact says of itself, as it is sent. */
public interface FactFields {
  @Nullable String source();

  @Nullable String sourceId();

  @Nullable Integer revision();

  @Nullable Double value();

  @Nullable Instant occurredAt();

  @Nullable Instant knownAt();

  @Nullable Boolean retracted();

  /** The edited object it is about. */
  @Nullable Reference about();

  @Nullable Reference respondentContactId();

  /** Whether it says what it rests on, for kinds that must. */
  default boolean hasEvidence() {
    return true;
  }
}
