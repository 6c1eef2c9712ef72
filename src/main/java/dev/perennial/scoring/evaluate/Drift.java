package dev.perennial.scoring.evaluate;

/** Whether the world is still the one a model was trained in. */
public final class Drift {
  private Drift() {}

  /** Population stability index of shares: sum (q - p) ln(q/p). Shares must be above 0. */
  public static double stability(double[] expected, double[] actual) {
    double sum = 0;
    for (int bin = 0; bin < expected.length; bin++) {
      sum += (actual[bin] - expected[bin]) * StrictMath.log(actual[bin] / expected[bin]);
    }
    return sum;
  }

  /**
   * The index of counts, with half a row added to each bin, less {@link #stabilityByChance what it is on average} when
   * nothing has changed. Below 0 where less differs than by chance.
   */
  public static double stabilityBeyondChance(int[] expected, int[] actual) {
    double[] before = shares(expected);
    double[] after = shares(actual);
    return stability(before, after) - stabilityByChance(expected, actual);
  }

  /** What the index of counts is on average when nothing has changed: (bins - 1)(1/n + 1/m). */
  public static double stabilityByChance(int[] expected, int[] actual) {
    return (expected.length - 1) * (1.0 / rows(expected) + 1.0 / rows(actual));
  }

  private static long rows(int[] counts) {
    long rows = 0;
    for (int count : counts) {
      rows += count;
    }
    return StrictMath.max(rows, 1);
  }

  private static double[] shares(int[] counts) {
    double all = rows(counts) + counts.length / 2.0;
    double[] shares = new double[counts.length];
    for (int bin = 0; bin < counts.length; bin++) {
      shares[bin] = (counts[bin] + 0.5) / all;
    }
    return shares;
  }

  /**
   * Losses against what the probabilities said.
   *
   * @param expected sum of the probabilities
   * @param observed losses
   * @param allowed two standard deviations of the losses if every probability is true
   * @param alarm whether observed and expected are further apart
   */
  public record ObservedExpected(double expected, int observed, double allowed, boolean alarm) {}

  public static ObservedExpected observedExpected(double[] probabilities, boolean[] lost) {
    double expected = 0;
    double variance = 0;
    for (double probability : probabilities) {
      expected += probability;
      variance += probability * (1 - probability);
    }
    int observed = Order.losses(lost);
    double allowed = 2 * StrictMath.sqrt(variance);
    return new ObservedExpected(
        expected, observed, allowed, StrictMath.abs(observed - expected) > allowed);
  }
}
