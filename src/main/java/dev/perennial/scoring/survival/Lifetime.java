package dev.perennial.scoring.survival;

/**
 * How long one customer was watched.
 *
 * @param time above 0, in one unit for all customers (days, months, renewals)
 * @param ended true where the customer was lost then; false where the customer was still there when
 *     last seen (censored)
 */
public record Lifetime(double time, boolean ended) {
  /**
   * @throws IllegalArgumentException where the time is not a finite number above 0
   */
  public Lifetime {
    if (!(time > 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("a time lies above 0: " + time);
    }
  }
}
