package dev.perennial.detection;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, and since when that is known.
 *
 * @param at when it happened
 * @param knownAt since when that is known
 */
record Known(Instant at, Instant knownAt) {
  static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** That time, or the one when the last was known of those that happened from then to then (both included). */
  static Instant last(Instant known, Collection<Known> some, Instant from, Instant to) {
    Instant last = known;
    for (Known one : some) {
      if (!one.at().isBefore(from) && !one.at().isAfter(to)) {
        last = later(last, one.knownAt());
      }
    }
    return last;
  }
}
