package dev.perennial.scoring.evaluate;

import dev.perennial.scoring.numeric.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Back-test splits as life goes: at each origin t, train on what was decided by t and score what falls due after
 * it, up to the horizon. With more than one part, customers are split as well: each part is scored by a model
 * that never saw those customers.
 */
public final class RollingOrigin {
  private RollingOrigin() {}

  /**
   * One model to train and the rows it is judged on.
   *
   * @param origin the time t
   * @param train rows decided by t, of other customers
   * @param test rows that fall due in (t, t + horizon]
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain table
  public record Split(long origin, int[] train, int[] test) {}

  /**
   * @param decided when each row was decided
   * @param due when each row fell due
   * @param customers whose each row is
   * @param origins the times t
   * @param horizon how far each origin looks
   * @param parts parts the customers are split into; 1 lets a customer's past train the model that scores them
   * @param seed decides which customer is in which part
   * @return splits with rows on both sides, by origin and part
   */
  public static List<Split> splits(
      long[] decided, long[] due, long[] customers, long[] origins, long horizon, int parts, long seed) {
    List<Split> splits = new ArrayList<>();
    int[] part = new int[customers.length];
    for (int row = 0; row < part.length; row++) {
      part[row] = SplitMix64.part(seed, customers[row], parts);
    }
    for (long origin : origins) {
      for (int tested = 0; tested < parts; tested++) {
        int in = tested;
        int[] train =
            IntStream.range(0, part.length)
                .filter(row -> decided[row] <= origin && (parts == 1 || part[row] != in))
                .toArray();
        // What was decided by the origin is known and would be no forecast.
        int[] test =
            IntStream.range(0, part.length)
                .filter(row -> due[row] > origin && due[row] <= origin + horizon && decided[row] > origin)
                .filter(row -> part[row] == in)
                .toArray();
        if (train.length > 0 && test.length > 0) {
          splits.add(new Split(origin, train, test));
        }
      }
    }
    return splits;
  }
}
