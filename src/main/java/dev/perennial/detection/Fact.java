package dev.perennial.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of a signal.
 *
 * @param matches a bit for each of the rule's selectors that means it
 * @param sourceLast the latest time its source delivered such a signal of any customer: tells silence from a cut wire
 * @param sourceKnownAt when one was known that its source delivered after the rule's window; null where there is none
 */
record Fact(
    Instant at, Instant knownAt, @Nullable Double value, int matches, @Nullable Instant sourceLast,
    @Nullable Instant sourceKnownAt) {
  boolean matches(int selector) {
    return (matches & 1 << selector) != 0;
  }
}
