package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.feature.FeatureState;
import java.util.Arrays;
import java.util.List;

/**
 * One shape as a table over places: 0 not connected, 1 silent; then bins, or 2 a level not listed and the
 * levels. A bin is found by a fine grid over the range of the cuts and, without branches, the few cuts of its
 * cell; where a cell holds many, by a search.
 */
final class ShapePart {
  private static final int GRID = 1_024;
  private static final int FEW = 3;
  private static final int FIRST = 2;

  private final int feature;
  private final double[] cuts;
  private final double[] table;
  private final double[] variance;
  private final int[] placeOfLevel;

  private final double gridStart;
  private final double gridScale;
  private final byte[] cutsBelow = new byte[GRID + 1];

  /** The cuts and one beyond all values. */
  private final double[] guarded;

  private final int mostInCell;

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
    int most = 0;
    for (int cell = 0; cell <= GRID; cell++) {
      cutsBelow[cell] = (byte) startOf(cell);
      most = cell == 0 ? 0 : StrictMath.max(most, cutsBelow[cell] - cutsBelow[cell - 1]);
    }
    mostInCell = most;
    guarded = Arrays.copyOf(cuts, cuts.length + 1);
    guarded[cuts.length] = Double.POSITIVE_INFINITY;
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
    int cell = (int) ((value - gridStart) * gridScale); // saturates
    return StrictMath.max(0, StrictMath.min(cell, GRID - 1));
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
    if (placeOfLevel.length > 0) {
      levelPlaces(block, places);
    } else if (mostInCell <= FEW) {
      fewCuts(block, places);
    } else {
      manyCuts(block, places);
    }
    if (!block.allKnown) {
      unknownPlaces(block, places);
    }
    double[] contributions = block.contributions[feature];
    double[] variances = block.variance;
    for (int row = 0; row < block.rows; row++) {
      int place = places[row] & 0xFF;
      contributions[row] += table[place];
      variances[row] += variance[place];
    }
  }

  private void levelPlaces(Block block, byte[] places) {
    for (int row = 0; row < block.rows; row++) {
      int level = (int) block.values[row];
      places[row] = (byte) (level < 0 ? FIRST : placeOfLevel[level]);
    }
  }

  /** The sign of a difference is exact, and costs no branch that a processor could guess wrong. */
  private void fewCuts(Block block, byte[] places) {
    double[] values = block.values;
    int steps = mostInCell;
    for (int row = 0; row < block.rows; row++) {
      double value = values[row];
      int below = cutsBelow[cell(value)];
      for (int step = 0; step < steps; step++) {
        below += 1 + (int) (Double.doubleToRawLongBits(value - guarded[below]) >> (Long.SIZE - 1));
      }
      places[row] = (byte) (FIRST + below);
    }
  }

  private void manyCuts(Block block, byte[] places) {
    for (int row = 0; row < block.rows; row++) {
      double value = block.values[row];
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
      places[row] = (byte) (FIRST + low);
    }
  }

  private static void unknownPlaces(Block block, byte[] places) {
    for (int row = 0; row < block.rows; row++) {
      byte state = block.states[row];
      if (state != 0) {
        places[row] = (byte) (state == FeatureState.SILENT.code() ? 1 : 0);
      }
    }
  }
}
