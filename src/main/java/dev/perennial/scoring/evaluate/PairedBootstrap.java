package dev.perennial.scoring.evaluate;

import dev.perennial.scoring.numeric.SplitMix64;
import java.util.Arrays;

/**
 * The difference of two models' log loss on the same rows, challenger less champion, with a percentile interval
 * from drawing whole customers again and again: rows of one customer are not independent.
 */
public final class PairedBootstrap {
  /** Draws that make the interval's ends steady enough. */
  public static final int DRAWS = 2_000;

  private PairedBootstrap() {}

  public static Interval logLossDifference(
      double[] champion, double[] challenger, boolean[] lost, long[] customers, long seed) {
    long[] distinct = Arrays.stream(customers).distinct().sorted().toArray();
    if (distinct.length < 2) {
      return Interval.NONE;
    }
    double[] sums = new double[distinct.length];
    int[] rows = new int[distinct.length];
    double total = 0;
    for (int row = 0; row < lost.length; row++) {
      int customer = Arrays.binarySearch(distinct, customers[row]);
      double difference =
          Accuracy.logLoss(challenger[row], lost[row]) - Accuracy.logLoss(champion[row], lost[row]);
      sums[customer] += difference;
      rows[customer]++;
      total += difference;
    }
    double[] drawn = new double[DRAWS];
    SplitMix64 chance = new SplitMix64(seed);
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long count = 0;
      for (int index = 0; index < distinct.length; index++) {
        int customer = chance.nextInt(distinct.length);
        sum += sums[customer];
        count += rows[customer];
      }
      drawn[draw] = sum / count;
    }
    Arrays.sort(drawn);
    return new Interval(total / lost.length, quantile(drawn, 0.025), quantile(drawn, 0.975));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = StrictMath.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
