package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.feature.FeatureState;
import java.util.List;

/**
 * One shape as a table over places: 0 not connected, 1 silent; then bins, or 2 a level not listed and the
 * levels. A bin is found by a grid over the range of the cuts and a search among the few cuts of its cell.
 */
final class ShapePart {
  private static final int GRID = 256;
  private static final int FIRST = 2;

  private final int feature;
  private final double[] cuts;
  private final double[] table;
  private final double[] variance;
  private final int[] placeOfLevel;

  private final double gridStart;
  private final double gridScale;
  private final byte[] cutsBelow = new byte[GRID + 1];

  ShapePart(ShapeDocument document, List<ColumnDocument> given, int feature) {
    this.feature = feature;
    cuts = document.cuts().stream().mapToDouble(Double::doubleValue).toArray();
    boolean levels = !document.levels().isEmpty();
    int before = levels ? FIRST + 1 : FIRST;
    table = new double[before + document.values().size()];
    variance = new double[table.length];
    variance[0] = document.spread() * document.spread();
    table[1] = document.silent();
    variance[1] = document.silentDeviation() * document.silentDeviation();
    if (levels) {
      table[FIRST] = document.other();
      variance[FIRST] = document.otherDeviation() * document.otherDeviation();
    }
    for (int index = 0; index < document.values().size(); index++) {
      table[before + index] = document.values().get(index);
      variance[before + index] = document.deviations().get(index) * document.deviations().get(index);
    }
    placeOfLevel =
        given.get(feature).levels().stream()
            .mapToInt(level -> levels ? FIRST + 1 + document.levels().indexOf(level) : FIRST)
            .toArray();
    gridStart = cuts.length == 0 ? 0 : cuts[0];
    double width = cuts.length == 0 ? 0 : (cuts[cuts.length - 1] - cuts[0]) / GRID;
    gridScale = width > 0 && Double.isFinite(1 / width) ? 1 / width : 0;
    for (int cell = 0; cell <= GRID; cell++) {
      cutsBelow[cell] = (byte) startOf(cell);
    }
  }

  /** Cuts in cells before this one, by the same arithmetic that finds the cell of a value. */
  private int startOf(int cell) {
    int count = 0;
    while (count < cuts.length && cell(cuts[count]) < cell) {
      count++;
    }
    return count;
  }

  private int cell(double value) {
    return (int) StrictMath.min(StrictMath.max((value - gridStart) * gridScale, 0), GRID - 1);
  }

  int feature() {
    return feature;
  }

  /** Number of places. */
  int places() {
    return table.length;
  }

  /** Adds the feature that is loaded. */
  void add(Block block) {
    byte[] places = block.places[feature];
    double[] contributions = block.contributions[feature];
    double[] variances = block.variance;
    for (int row = 0; row < block.rows; row++) {
      int place = place(block.states[row], block.values[row]);
      places[row] = (byte) place;
      contributions[row] += table[place];
      variances[row] += variance[place];
    }
  }

  private int place(byte state, double value) {
    if (state != 0) {
      return state == FeatureState.SILENT.code() ? 1 : 0;
    }
    if (placeOfLevel.length > 0) {
      return value < 0 ? FIRST : placeOfLevel[(int) value];
    }
    int cell = cell(value);
    int low = cutsBelow[cell];
    int high = cutsBelow[cell + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return FIRST + low;
  }
}
