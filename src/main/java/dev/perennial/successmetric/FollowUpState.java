package dev.perennial.successmetric;

import java.time.LocalDate;

/** Where a follow-up stands on a day. */
public enum FollowUpState {
  DONE,
  DUE,
  OVERDUE,
  UPCOMING;

  /** Days after the due date in which an answer is still in time. */
  static final int GRACE_DAYS = 14;

  static FollowUpState of(boolean measured, LocalDate dueDate, LocalDate today) {
    if (measured) {
      return DONE;
    }
    return dueDate.isAfter(today) ? UPCOMING : dueDate.plusDays(GRACE_DAYS).isBefore(today) ? OVERDUE : DUE;
  }
}
