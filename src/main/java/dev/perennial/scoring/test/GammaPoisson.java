package dev.perennial.scoring.test;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How surprising a count is against an earlier one: counts are Poisson with a rate of the customer's own, known through
 * its baseline under Jeffreys' prior, so the next count is negative binomial. A short or empty baseline makes the tail heavy
 * by itself, where a plain Poisson with the estimated rate would call the first event ever a certainty.
 */
public final class GammaPoisson {
  private static final double JEFFREYS = 0.5;

  private GammaPoisson() {}

  /**
   * P(at least {@code count} events in the window).
   *
   * @param baseline events in {@code baselineDays} before the window
   */
  public static double tail(long count, double windowDays, long baseline, double baselineDays) {
    return count <= 0
        ? 1
        : RegularizedBeta.value(windowDays / (windowDays + baselineDays), count, baseline + JEFFREYS);
  }
}
