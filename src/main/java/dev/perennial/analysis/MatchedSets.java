package dev.perennial.analysis;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.test.MantelHaenszel;
import dev.perennial.scoring.test.TwoByTwo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases with their controls: each set is a stratum of its own, so that cases are only compared with those who were alike.
 *
 * @param casesWith exposed cases
 * @param controlsWith exposed controls
 * @param result Mantel and Haenszel's odds ratio and test; null where the sets leave none
 */
record MatchedSets(int cases, int casesWith, int controls, int controlsWith, @Nullable MantelHaenszel result) {
  private static final int ENOUGH_CASES = 20;
  private static final int ENOUGH_EXPOSED = 10;

  /**
   * @param sets number of the set per row
   * @param isCase whether the row is the case of its set
   * @param exposed whether the event is in its window
   * @param fromSet first set that counts
   * @param toSet the set after the last
   */
  static MatchedSets of(int[] sets, boolean[] isCase, boolean[] exposed, int fromSet, int toSet) {
    long[][] cells = new long[Math.max(0, toSet - fromSet)][4];
    for (int row = 0; row < sets.length; row++) {
      if (sets[row] >= fromSet && sets[row] < toSet) {
        cells[sets[row] - fromSet][(exposed[row] ? 0 : 2) + (isCase[row] ? 0 : 1)]++;
      }
    }
    int[] totals = new int[4];
    List<TwoByTwo> tables = new ArrayList<>();
    for (long[] cell : cells) {
      for (int index = 0; index < 4; index++) {
        totals[index] += (int) cell[index];
      }
      if (cell[0] + cell[2] > 0 && cell[1] + cell[3] > 0 && cell[0] + cell[1] > 0 && cell[2] + cell[3] > 0) {
        tables.add(new TwoByTwo(cell[0], cell[1], cell[2], cell[3]));
      }
    }
    return new MatchedSets(totals[0] + totals[2], totals[0], totals[1] + totals[3], totals[1], haenszel(tables));
  }

  private static @Nullable MantelHaenszel haenszel(List<TwoByTwo> tables) {
    try {
      return tables.isEmpty() ? null : MantelHaenszel.of(tables, Confidence.NINETY_FIVE);
    } catch (IllegalArgumentException e) {
      return null; // all pairs that differ point one way
    }
  }

  boolean enough() {
    return cases >= ENOUGH_CASES && casesWith + controlsWith >= ENOUGH_EXPOSED && result != null;
  }
}
