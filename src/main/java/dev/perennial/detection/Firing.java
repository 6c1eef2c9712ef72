package dev.perennial.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a rule detected its event for one customer.
 *
 * @param at when
 * @param knownAt when the last of what it rests on was known: the facts, the anchor, a correction that left it so, and that it
 *     came about ({@code at})
 * @param from where its evidence begins
 * @param count signals that count
 * @param value what was compared with the limit, null when that is the count
 * @param usual what would have been usual, of a burst
 */
record Firing(
    DetectionRule rule, Instant at, Instant knownAt, Instant from, int count, @Nullable Double value, @Nullable Double usual) {
  /** The same, known at that time or later. */
  Firing knownFrom(Instant time) {
    return new Firing(rule, at, Known.later(knownAt, time), from, count, value, usual);
  }
}
