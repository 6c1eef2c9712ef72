package dev.perennial.scoring.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Isotonic least squares; equal scores are pooled first. */
public final class PoolAdjacentViolators {
  private PoolAdjacentViolators() {}

  /**
   * The best rising fit.
   *
   * @param from lowest score of each block, ascending
   * @param to highest score of each block
   * @param losses losses in each block
   * @param rows rows in each block
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain table
  public record Blocks(double[] from, double[] to, int[] losses, int[] rows) {
    /** Loss rate of the block a score falls in. */
    public double rateAt(double score) {
      int block = 0;
      while (block < to.length - 1 && score > to[block]) {
        block++;
      }
      return losses[block] / (double) rows[block];
    }
  }

  /** Fits blocks to scores and outcomes; at least one row. */
  public static Blocks fit(double[] scores, boolean[] lost) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> scores[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] from = new double[order.length];
    double[] to = new double[order.length];
    int[] losses = new int[order.length];
    int[] rows = new int[order.length];
    int last = -1;
    for (int index = 0; index < order.length; index++) {
      double score = scores[order[index]];
      if (last < 0 || to[last] != score) {
        last++;
        from[last] = score;
        to[last] = score;
      }
      rows[last]++;
      losses[last] += lost[order[index]] ? 1 : 0;
      boolean tiesGoOn = index + 1 < order.length && scores[order[index + 1]] == score;
      while (!tiesGoOn && last > 0 && !rises(losses, rows, last)) {
        to[last - 1] = to[last];
        rows[last - 1] += rows[last];
        losses[last - 1] += losses[last];
        rows[last] = 0;
        losses[last] = 0;
        last--;
      }
    }
    int count = last + 1;
    return new Blocks(
        Arrays.copyOf(from, count),
        Arrays.copyOf(to, count),
        Arrays.copyOf(losses, count),
        Arrays.copyOf(rows, count));
  }

  /** In whole numbers: rates are compared without rounding. */
  private static boolean rises(int[] losses, int[] rows, int block) {
    return (long) losses[block - 1] * rows[block] < (long) losses[block] * rows[block - 1];
  }
}
