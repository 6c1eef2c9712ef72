package dev.perennial.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a rule detected its event for one customer.
 *
 * @param at when
 * @param knownAt when the last of its evidence was known
 * @param from where its evidence begins
 * @param count signals that count
 * @param value what was compared with the limit, null when that is the count
 * @param usual what would have been usual, of a burst
 */
record Firing(
    DetectionRule rule, Instant at, Instant knownAt, Instant from, int count, @Nullable Double value, @Nullable Double usual) {}
