package dev.perennial.adoption;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One path over all customers with a contract in force.
 *
 * @param distribution how many customers reached how many steps
 */
record PathProgressView(
    String code, String name, Instant knownAt, int customers, int stalledCustomers, List<StepsReached> distribution,
    List<StepTimes> steps) {

  record StepsReached(int stepsReached, int customers) {}

  /**
   * Days from the start of the first contract, over those who reached it.
   *
   * @param waiting customers whose next step it is
   * @param stalled those of them for whom it is overdue
   */
  record StepTimes(
      String code, String name, int reached, double share, @Nullable Double lowerQuartileDays, @Nullable Double medianDays,
      @Nullable Double upperQuartileDays, int waiting, int stalled) {}
}
