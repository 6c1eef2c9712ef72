package dev.perennial.scoring.table;

import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.numeric.SplitMix64;
import java.util.List;

/** Orders rows by a 64-bit digest of their content; rows of one digest are alike. */
final class ContentOrder {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private ContentOrder() {}

  static int[] of(TrainingTable table) {
    int rows = table.rows();
    long[] digests = new long[rows];
    for (int row = 0; row < rows; row++) {
      long outcome = SplitMix64.mix(table.group(row)) + (table.lost(row) ? 1 : 0);
      digests[row] = SplitMix64.mix(SplitMix64.mix(outcome) ^ table.time(row));
    }
    List<TrainingColumn> columns = table.columnsByName();
    for (TrainingColumn column : columns) {
      long salt = SplitMix64.mix(column.name().hashCode());
      for (int row = 0; row < rows; row++) {
        digests[row] = SplitMix64.mix(digests[row] * 31 + salt ^ cell(column, row));
      }
    }
    return sorted(digests);
  }

  private static long cell(TrainingColumn column, int row) {
    byte state = column.state(row);
    if (state != 0) {
      return ~(long) state;
    }
    double value = column.value(row);
    boolean listed = column.type() == FeatureType.CATEGORICAL && value >= 0;
    return listed ? column.levels().get((int) value).hashCode() : Double.doubleToLongBits(value + 0.0);
  }

  /** A radix sort: no objects, and the same order on every machine. */
  private static int[] sorted(long[] digests) {
    int[] order = new int[digests.length];
    int[] next = new int[digests.length];
    for (int index = 0; index < order.length; index++) {
      order[index] = index;
    }
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      int[] starts = new int[DIGITS + 1];
      for (long digest : digests) {
        starts[(int) (digest >>> shift & DIGITS - 1) + 1]++;
      }
      for (int digit = 0; digit < DIGITS; digit++) {
        starts[digit + 1] += starts[digit];
      }
      for (int row : order) {
        next[starts[(int) (digests[row] >>> shift & DIGITS - 1)]++] = row;
      }
      int[] swap = order;
      order = next;
      next = swap;
    }
    return order;
  }
}
