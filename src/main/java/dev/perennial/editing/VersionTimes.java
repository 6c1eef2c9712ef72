package dev.perennial.editing;

import jakarta.inject.Singleton;
import jakarta.persistence.PreUpdate;
import java.time.Clock;
import java.time.Instant;

/**
 * Stamps every changed state on its way into the database. Hibernate also flushes before queries, so a state may be stored
 * before its writer comes to stamp it; without this its version would claim to have been known as long as the one before.
 */
@Singleton
public class VersionTimes {
  private final Clock clock;

  VersionTimes(Clock clock) {
    this.clock = clock;
  }

  @PreUpdate
  void changed(EditableEntity entity) {
    Instant now = clock.instant();
    entity.updatedAt = now;
    // Never before the state it follows: the clocks of two replicas differ.
    entity.knownFrom =
        entity.statedKnownFrom != null
            ? entity.statedKnownFrom
            : now.isAfter(entity.knownFrom) ? now : entity.knownFrom;
  }
}
