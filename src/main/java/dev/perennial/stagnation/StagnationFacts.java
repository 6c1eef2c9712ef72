package dev.perennial.stagnation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one customer.
 *
 * @param movements the latest of each kind, newest first
 */
record StagnationFacts(
    @Nullable LocalDate startDate, UsageReports usage, boolean revenueKnown, List<Movement> movements) {

  /** The last thing that was new since the customer's start: what a trial brought is not. */
  @Nullable Movement last() {
    Movement last = movements.isEmpty() ? null : movements.getFirst();
    return last != null && startDate != null && last.date().isBefore(startDate) ? null : last;
  }

  @Nullable LocalDate since() {
    Movement last = last();
    return last == null ? startDate : last.date();
  }
}
