package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.numeric.Interval;

/**
 * A share of a number of trials.
 *
 * @param successes 0 to {@code trials}
 * @param trials 1 or more
 */
public record Proportion(long successes, long trials) {
  /**
   * @throws IllegalArgumentException where there are no trials, or successes outside 0 to trials
   */
  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException("not a proportion: " + successes + " of " + trials);
    }
  }

  /** successes / trials, 0 to 1. */
  public double value() {
    return (double) successes / trials;
  }

  /** Binomial variance of the share, p (1 - p) / n. */
  public double variance() {
    return value() * (1 - value()) / trials;
  }

  /**
   * Score interval (Wilson, JASA 22, 1927): (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
   * Within 0 to 1, and of some width where nothing or everything succeeded.
   */
  public Interval wilson(Confidence confidence) {
    double z = confidence.z();
    double spread = z * z / trials;
    double centre = value() + spread / 2;
    double half = z * StrictMath.sqrt(variance() + spread / (4.0 * trials));
    double lower = successes == 0 ? 0 : (centre - half) / (1 + spread);
    double upper = successes == trials ? 1 : (centre + half) / (1 + spread);
    return new Interval(lower, upper);
  }

  /**
   * The difference first - second with Newcombe's hybrid score interval (Statistics in Medicine 17,
   * 1998, method 10): d - √((p1-l1)² + (u2-p2)²) to d + √((u1-p1)² + (p2-l2)²), l and u the Wilson
   * bounds.
   */
  public static Estimate difference(
      Proportion first, Proportion second, Confidence confidence) {
    Interval one = first.wilson(confidence);
    Interval two = second.wilson(confidence);
    double difference = first.value() - second.value();
    double below = StrictMath.hypot(first.value() - one.lower(), two.upper() - second.value());
    double above = StrictMath.hypot(one.upper() - first.value(), second.value() - two.lower());
    return Estimate.of(
        difference, difference - below, difference + above);
  }
}
