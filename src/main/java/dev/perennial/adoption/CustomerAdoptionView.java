package dev.perennial.adoption;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one customer got on each path, as of a time. Definitions are those of now.
 *
 * @param startDate of its first contract; null without one, where nothing is overdue, and where no path is defined
 */
record CustomerAdoptionView(UUID customerId, Instant knownAt, @Nullable LocalDate startDate, List<PathProgress> paths) {

  /**
   * @param progress steps reached, as "3/5"
   * @param nextStep code of the first step not reached; null when all are
   * @param stalledStep the next step when it is overdue
   */
  record PathProgress(
      String code, String name, String progress, int stepsReached, int stepCount, @Nullable String nextStep,
      @Nullable String stalledStep, List<StepProgress> steps) {}

  /**
   * @param daysFromStart from the start of the first contract
   * @param daysFromPrevious from when the step before was reached; negative when this one came earlier
   * @param expectedBy when it is expected; null when that is not defined or the step before is not reached
   * @param overdueDays days past {@code expectedBy}, of a step not reached
   */
  record StepProgress(
      String code, String name, @Nullable Instant reachedAt, @Nullable Integer daysFromStart, @Nullable Integer daysFromPrevious,
      @Nullable LocalDate expectedBy, @Nullable Integer overdueDays) {}
}
