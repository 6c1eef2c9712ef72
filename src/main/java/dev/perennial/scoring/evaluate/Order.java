package dev.perennial.scoring.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows by score; equal scores stay in the order given. */
final class Order {
  private Order() {}

  static int[] ascending(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> scores[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  static int[] descending(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -scores[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  static int losses(boolean[] lost) {
    int losses = 0;
    for (boolean one : lost) {
      losses += one ? 1 : 0;
    }
    return losses;
  }
}
