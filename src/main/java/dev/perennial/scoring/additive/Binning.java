package dev.perennial.scoring.additive;

import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Cuts columns into places: numbers by quantiles, levels by name, silence on its own. */
final class Binning {
  private static final int MAXIMUM_LEVELS = 250;

  private Binning() {}

  static BinnedColumn of(TrainingColumn column, int[] order, int bins, int direction) {
    return column.type() == FeatureType.CATEGORICAL ? levels(column, order) : numbers(column, order, bins, direction);
  }

  private static BinnedColumn numbers(TrainingColumn column, int[] order, int bins, int direction) {
    double[] cuts = cuts(known(column, order), bins);
    byte[] codes = new byte[order.length];
    int places = BinnedColumn.OTHER + cuts.length + 1;
    int[] rowsAt = new int[places];
    for (int index = 0; index < order.length; index++) {
      int place = place(column, order[index]);
      if (place == BinnedColumn.OTHER) {
        place += bin(cuts, column.value(order[index]));
      }
      codes[index] = (byte) place;
      rowsAt[place]++;
    }
    return new BinnedColumn(column, codes, places, cuts, List.of(), direction, rowsAt);
  }

  private static double[] known(TrainingColumn column, int[] order) {
    double[] values = new double[order.length];
    int count = 0;
    for (int row : order) {
      if (column.state(row) == FeatureState.VALUE.code()) {
        values[count++] = column.value(row) + 0.0; // -0 and 0 are one value
      }
    }
    double[] known = Arrays.copyOf(values, count);
    Arrays.sort(known);
    return known;
  }

  /** Midpoints between distinct values, as near to equal numbers of rows as ties allow. */
  static double[] cuts(double[] sorted, int bins) {
    List<Double> cuts = new ArrayList<>();
    int distinct = 0;
    for (int index = 0; index < sorted.length; index++) {
      distinct += index == 0 || sorted[index] != sorted[index - 1] ? 1 : 0;
    }
    double perBin = distinct <= bins ? 0 : sorted.length / (double) bins;
    int filled = 0; // rows below the last cut
    for (int index = 1; index < sorted.length && cuts.size() < bins - 1; index++) {
      boolean step = sorted[index] != sorted[index - 1];
      if (step && index - filled >= perBin) {
        cuts.add(middle(sorted[index - 1], sorted[index]));
        filled = index;
      }
    }
    return cuts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double middle(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle > low && middle <= high ? middle : high;
  }

  /** Number of cuts at or below a value. */
  static int bin(double[] cuts, double value) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static BinnedColumn levels(TrainingColumn column, int[] order) {
    List<String> levels = seenLevels(column, order);
    int[] placeOf =
        column.levels().stream()
            .mapToInt(level -> levels.contains(level) ? BinnedColumn.OTHER + 1 + levels.indexOf(level) : 2)
            .toArray();
    byte[] codes = new byte[order.length];
    int places = BinnedColumn.OTHER + 1 + levels.size();
    int[] rowsAt = new int[places];
    for (int index = 0; index < order.length; index++) {
      int place = place(column, order[index]);
      if (place == BinnedColumn.OTHER && column.value(order[index]) >= 0) {
        place = placeOf[(int) column.value(order[index])];
      }
      codes[index] = (byte) place;
      rowsAt[place]++;
    }
    return new BinnedColumn(column, codes, places, new double[0], levels, 0, rowsAt);
  }

  private static List<String> seenLevels(TrainingColumn column, int[] order) {
    int[] counts = new int[column.levels().size()];
    for (int row : order) {
      if (column.state(row) == FeatureState.VALUE.code() && column.value(row) >= 0) {
        counts[(int) column.value(row)]++;
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (int level = 0; level < counts.length; level++) {
      if (counts[level] > 0) {
        seen.add(level);
      }
    }
    seen.sort(
        Comparator.<Integer>comparingInt(level -> -counts[level])
            .thenComparing(level -> column.levels().get(level)));
    return seen.stream().limit(MAXIMUM_LEVELS).map(level -> column.levels().get(level)).sorted().toList();
  }

  private static int place(TrainingColumn column, int row) {
    byte state = column.state(row);
    if (state == FeatureState.VALUE.code()) {
      return BinnedColumn.OTHER;
    }
    return state == FeatureState.SILENT.code() ? BinnedColumn.SILENT : BinnedColumn.NOT_CONNECTED;
  }
}
