package dev.perennial.scoring.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds numbers to integers so that they add up to a given total (Hamilton's method). */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Each number rounded down, and one more for those with the largest remainders until the total is
   * met; equal remainders go to the earlier one. A number that is exactly 0 stays 0.
   *
   * @param exact finite numbers of any sign
   * @param total within 1 of their sum
   * @throws IllegalArgumentException where the total is too far from the sum to be met so
   */
  static long[] allocate(double[] exact, long total) {
    long[] rounded = new long[exact.length];
    double[] remainder = new double[exact.length];
    long missing = total;
    for (int index = 0; index < exact.length; index++) {
      double floor = StrictMath.floor(exact[index]);
      rounded[index] = (long) floor;
      remainder[index] = exact[index] - floor;
      missing -= rounded[index];
    }
    List<Integer> order =
        IntStream.range(0, exact.length)
            .filter(index -> exact[index] != 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer index) -> -remainder[index]))
            .toList();
    // One below 0 happens where a remainder that is truly 0 was computed as almost 1.
    if (missing > order.size() || missing < -order.size()) {
      throw new IllegalArgumentException(
          "a total of " + total + " cannot be met: " + missing + " are missing");
    }
    for (int index = 0; index < missing; index++) {
      rounded[order.get(index)]++;
    }
    for (int index = 0; index < -missing; index++) {
      rounded[order.get(order.size() - 1 - index)]--;
    }
    return rounded;
  }
}
