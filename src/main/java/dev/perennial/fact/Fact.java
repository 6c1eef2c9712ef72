package dev.perennial.fact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact ready to be stored: checked, its references resolved.
 *
 * @param about id of the edited object it belongs to
 * @param fields what was sent beside that
 */
public record Fact<F extends FactFields>(
    String source,
    String sourceId,
    int revision,
    UUID about,
    @Nullable Double value,
    @Nullable UUID respondent,
    Instant occurredAt,
    Instant knownAt,
    boolean retracted,
    F fields) {

  FactKey key() {
    return new FactKey(source, sourceId, revision);
  }
}
