package dev.perennial.feedback;

import dev.perennial.editing.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When an item reached its states: filled in where nobody said, cleared when it is taken up again, and in order. */
final class FeedbackTimes {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final Map<FeedbackState, String> POINTERS =
      Map.of(
          FeedbackState.OPEN, "/openedAt",
          FeedbackState.ACKNOWLEDGED, "/acknowledgedAt",
          FeedbackState.RESOLVED, "/resolvedAt",
          FeedbackState.CLOSED_WITH_CUSTOMER, "/closedAt");

  private FeedbackTimes() {}

  static void settle(Draft<FeedbackEntity, FeedbackFields> draft, Instant now) {
    FeedbackFields fields = draft.after();
    Map<FeedbackState, Instant> times = new EnumMap<>(FeedbackState.class);
    Instant next = now.truncatedTo(ChronoUnit.MICROS);
    for (FeedbackState state : fields.state().reachedLastFirst()) {
      Instant stated = fields.at(state);
      next = stated == null ? next : stated.truncatedTo(ChronoUnit.MICROS);
      times.put(state, next); // a state that was skipped was reached with the next one
    }
    checkUnreached(draft);
    checkOrder(draft, times, now);
    draft.after(
        fields.with(
            times.get(FeedbackState.OPEN),
            times.get(FeedbackState.ACKNOWLEDGED),
            times.get(FeedbackState.RESOLVED),
            times.get(FeedbackState.CLOSED_WITH_CUSTOMER)));
  }

  /** What an item taken up again had reached is forgotten; a time given for a state not reached is a mistake. */
  private static void checkUnreached(Draft<FeedbackEntity, FeedbackFields> draft) {
    FeedbackFields fields = draft.after();
    @Nullable FeedbackFields before = draft.before();
    for (FeedbackState state : FeedbackState.values()) {
      @Nullable Instant stated = fields.at(state);
      if (stated != null && !fields.state().reached(state) && (before == null || !stated.equals(before.at(state)))) {
        draft.error(pointer(state), "invalid", "The item has not reached " + state + ": give it that state as well.");
      }
    }
  }

  private static void checkOrder(
      Draft<FeedbackEntity, FeedbackFields> draft, Map<FeedbackState, Instant> times, Instant now) {
    @Nullable Instant last = null;
    for (Map.Entry<FeedbackState, Instant> time : times.entrySet()) {
      if (time.getValue().isAfter(now.plus(CLOCK_TOLERANCE))) {
        draft.error(pointer(time.getKey()), "in_future", "The time must not lie in the future.");
      }
      if (last != null && time.getValue().isBefore(last)) {
        draft.error(pointer(time.getKey()), "invalid", "The time must not lie before that of the state before.");
      }
      last = time.getValue();
    }
  }

  private static String pointer(FeedbackState state) {
    return String.valueOf(POINTERS.get(state));
  }
}
