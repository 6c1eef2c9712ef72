package dev.perennial.feedback;

import java.util.ArrayList;
import java.util.List;

/** How far a feedback item has come. */
public enum FeedbackState {
  OPEN,
  ACKNOWLEDGED,
  RESOLVED,
  /** The customer was told: only this closes the loop. */
  CLOSED_WITH_CUSTOMER;

  /** Onward to any later state; back only to ACKNOWLEDGED: taken up again. */
  List<FeedbackState> allowed() {
    List<FeedbackState> allowed = new ArrayList<>();
    for (FeedbackState to : values()) {
      if (to.ordinal() > ordinal() || to == ACKNOWLEDGED && ordinal() > ACKNOWLEDGED.ordinal()) {
        allowed.add(to);
      }
    }
    return allowed;
  }

  /** This state and those before it, from the last to the first. */
  List<FeedbackState> reachedLastFirst() {
    return List.of(values()).subList(0, ordinal() + 1).reversed();
  }

  boolean reached(FeedbackState other) {
    return ordinal() >= other.ordinal();
  }
}
