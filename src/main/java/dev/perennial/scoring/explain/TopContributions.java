package dev.perennial.scoring.explain;

/** The largest contributions of a batch row, without making objects. */
public final class TopContributions {
  private TopContributions() {}

  /**
   * Writes the positions of the k largest |contributions| into {@code out}, the largest first,
   * equal ones in feature order; -1 where fewer are not 0. The same choice as {@link
   * Explanation#topReasons}.
   *
   * @param contributions rows of contributions
   * @param offset where the row begins
   * @param features length of the row
   * @param k how many, 1 or more
   * @param out receives k positions within the row, from {@code outOffset}
   */
  public static void select(
      double[] contributions, int offset, int features, int k, int[] out, int outOffset) {
    int filled = 0;
    double smallest = 0; // what a contribution must exceed to be taken in
    for (int feature = 0; feature < features; feature++) {
      double size = StrictMath.abs(contributions[offset + feature]);
      if (size > smallest) {
        int place = filled < k ? filled++ : k - 1;
        while (place > 0
            && size > StrictMath.abs(contributions[offset + out[outOffset + place - 1]])) {
          out[outOffset + place] = out[outOffset + place - 1];
          place--;
        }
        out[outOffset + place] = feature;
        if (filled == k) {
          smallest = StrictMath.abs(contributions[offset + out[outOffset + k - 1]]);
        }
      }
    }
    for (int place = filled; place < k; place++) {
      out[outOffset + place] = -1;
    }
  }
}
