package dev.perennial.scoring.additive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A column's places gathered into few groups for pairs: silence first, neighbouring bins together, levels
 * ordered by their loss rate. Places without rows, and "not connected", belong to none.
 *
 * @param of group of each place; {@link #NONE} for none
 * @param count number of groups
 */
@SuppressWarnings("ArrayRecordComponent") // internal
record Groups(int[] of, int count) {
  static final int NONE = -1;

  static Groups of(BinnedColumn column, boolean[] lost, int most) {
    int[] of = new int[column.places()];
    java.util.Arrays.fill(of, NONE);
    int count = 0;
    if (column.rowsAt()[BinnedColumn.SILENT] > 0) {
      of[BinnedColumn.SILENT] = count++;
    }
    List<Integer> places = places(column, lost);
    int rows = places.stream().mapToInt(place -> column.rowsAt()[place]).sum();
    double perGroup = places.size() <= most ? 0 : rows / (double) most;
    int filled = 0;
    int last = 0;
    for (int index = 0; index < places.size(); index++) {
      of[places.get(index)] = count;
      filled += column.rowsAt()[places.get(index)];
      boolean full = filled - last >= perGroup;
      if (full || index == places.size() - 1) {
        count++;
        last = filled;
      }
    }
    return new Groups(of, count);
  }

  private static List<Integer> places(BinnedColumn column, boolean[] lost) {
    List<Integer> places = new ArrayList<>();
    for (int place = BinnedColumn.OTHER; place < column.places(); place++) {
      if (column.rowsAt()[place] > 0) {
        places.add(place);
      }
    }
    if (!column.ordered()) {
      int[] losses = new int[column.places()];
      for (int row = 0; row < lost.length; row++) {
        losses[column.codes()[row] & 0xFF] += lost[row] ? 1 : 0;
      }
      places.sort(Comparator.comparingDouble(place -> losses[place] / (double) column.rowsAt()[place]));
    }
    return places;
  }
}
