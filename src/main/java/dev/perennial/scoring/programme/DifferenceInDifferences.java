package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Confidence;

/**
 * The change of those with the offer less the change of those without: (post - pre) treated - (post -
 * pre) control. An effect only if both would have moved alike without the offer (Angrist and Pischke,
 * Mostly Harmless Econometrics, ch. 5.2); where the offer was not random that is a belief.
 */
public final class DifferenceInDifferences {
  private DifferenceInDifferences() {}

  /**
   * A share before and after in a group.
   *
   * @param before 0 to 1
   * @param after 0 to 1
   * @param size customers behind each share, 1 or more
   */
  public record Shares(double before, double after, long size) {
    /**
     * @throws IllegalArgumentException where a number lies outside its range
     */
    public Shares {
      if (!(before >= 0 && before <= 1 && after >= 0 && after <= 1) || size < 1) {
        throw new IllegalArgumentException(
            "not shares of a group: " + before + ", " + after + " of " + size);
      }
    }

    private double variance() {
      return (before * (1 - before) + after * (1 - after)) / size;
    }
  }

  /** From shares, as four independent binomials; normal interval. */
  public static Effect ofShares(Shares treated, Shares control, Confidence confidence) {
    double difference = (treated.after - treated.before) - (control.after - control.before);
    double error = StrictMath.sqrt(treated.variance() + control.variance());
    return Effect.normal(difference, error, confidence);
  }

  /**
   * From the same customers before and after, by Welch's comparison of their changes: what a customer
   * keeps from before to after cancels, so this is sharper than {@link #ofShares}.
   *
   * @throws IllegalArgumentException where lengths differ or a group holds fewer than two
   */
  public static Effect ofChanges(
      double[] treatedBefore,
      double[] treatedAfter,
      double[] controlBefore,
      double[] controlAfter,
      Confidence confidence) {
    return IntentionToTreat.onMean(
        changes(treatedBefore, treatedAfter), changes(controlBefore, controlAfter), confidence);
  }

  private static SampleSummary changes(double[] before, double[] after) {
    if (before.length != after.length) {
      throw new IllegalArgumentException("every customer is seen before and after");
    }
    double[] changes = new double[before.length];
    for (int index = 0; index < changes.length; index++) {
      changes[index] = after[index] - before[index];
    }
    return SampleSummary.of(changes);
  }
}
