package dev.perennial.renewal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When a renewal was decided, against its deadlines. */
public enum OutcomeTiming {
  /** Before the decision deadline. */
  EARLY,
  /** From the decision deadline to the due date. */
  ON_TIME,
  /** After the due date. */
  LATE;

  /** Null where there is no due date to hold it against. */
  static @Nullable OutcomeTiming of(
      LocalDate decided, @Nullable LocalDate decisionDeadline, @Nullable LocalDate due) {
    if (due == null) {
      return null;
    }
    if (decided.isAfter(due)) {
      return LATE;
    }
    return decisionDeadline != null && decided.isBefore(decisionDeadline) ? EARLY : ON_TIME;
  }
}
