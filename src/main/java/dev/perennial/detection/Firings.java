package dev.perennial.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the firings of one rule for one customer from a time on: moments are offered in order, and each is taken unless a
 * firing less than the cool-down before it was. What lies ahead, or cannot be told yet, is noted for later.
 */
final class Firings {
  private static final Duration RETRY = Duration.ofDays(1);

  private final Instant from;
  private final Instant now;
  private final List<Firing> taken = new ArrayList<>();
  private @Nullable Instant last;
  private @Nullable Instant dueAt;
  private @Nullable Instant dueFrom;

  /** @param last the firing before {@code from}, if any */
  Firings(Instant from, Instant now, @Nullable Instant last) {
    this.from = from;
    this.now = now;
    this.last = last;
  }

  /** @param ready false: nobody could have told us yet */
  void offer(DetectionRule rule, Instant at, boolean ready, Supplier<Firing> firing) {
    if (at.isBefore(from) || !rule.speaksAt(at)) {
      return;
    }
    if (at.isAfter(now)) {
      later(at, at);
    } else if (!ready) {
      later(now.plus(RETRY), at);
    } else if (isOpen(rule, at)) {
      last = at;
      taken.add(firing.get());
    }
  }

  /** Of a moment that cannot be told yet, and for so long after it may come to be known. */
  void askAgain(DetectionRule rule, Instant at, Duration until) {
    if (!at.isBefore(from) && rule.speaksAt(at) && at.plus(until).isAfter(now)) {
      later(now.plus(RETRY), at);
    }
  }

  /** Whether a moment would be taken, so that nobody works out whether it is one in vain. */
  boolean isOpen(DetectionRule rule, Instant at) {
    return last == null || !at.isBefore(last.plus(Duration.ofDays(rule.fields().coolDownDays())));
  }

  private void later(Instant due, Instant lookFrom) {
    dueAt = dueAt == null || due.isBefore(dueAt) ? due : dueAt;
    dueFrom = dueFrom == null || lookFrom.isBefore(dueFrom) ? lookFrom : dueFrom;
  }

  List<Firing> taken() {
    return taken;
  }

  @Nullable Instant dueAt() {
    return dueAt;
  }

  @Nullable Instant dueFrom() {
    return dueFrom;
  }
}
