package dev.perennial.scoring.learned;

import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;

/** Scratch space for a block of rows, feature by feature, so that inner loops run along rows. */
final class Block {
  /** Rows; small enough for what a block needs to stay in the nearest cache. */
  static final int ROWS = 128;

  private static final long EXPONENT = 0x7FF0000000000000L;
  private static final long ONE_IN_EXPONENT = 0x0010000000000000L;
  private static final byte VALUE = FeatureState.VALUE.code();

  private final FeatureType[] types;
  private final int[] levels;

  /** What is looked at: one feature. */
  final double[] values = new double[ROWS];

  final byte[] states = new byte[ROWS];

  /** What comes out. */
  final double[][] contributions;

  final double[] logOdds = new double[ROWS];
  final double[] variance = new double[ROWS];
  final int[] unconnected = new int[ROWS];

  /** Places in the tables of shapes, for pairs. */
  final byte[][] places;

  int rows;

  /** Whether every row of the loaded feature has a value. */
  boolean allKnown;

  Block(FeatureType[] types, int[] levels) {
    this.types = types;
    this.levels = levels;
    contributions = new double[types.length][ROWS];
    places = new byte[types.length][ROWS];
  }

  /** Reads one feature of rows {@code from} to {@code from + rows - 1}. */
  void load(double[] given, byte[] givenStates, int from, int feature) {
    int cell = from * types.length + feature;
    long notFinite = 0;
    boolean known = true;
    for (int row = 0; row < rows; row++) {
      byte state = givenStates[cell];
      states[row] = state;
      double value = state == VALUE ? given[cell] : 0;
      values[row] = value;
      // An exponent of all ones carries into the sign.
      notFinite |= (Double.doubleToRawLongBits(value) & EXPONENT) + ONE_IN_EXPONENT;
      known &= state == VALUE;
      cell += types.length;
    }
    if (notFinite < 0) {
      throw new IllegalArgumentException("a value at feature " + feature + " is not finite");
    }
    if (types[feature] == FeatureType.CATEGORICAL) {
      checkLevels(from, feature);
    }
    allKnown = known;
    if (!known) {
      checkStates(feature);
    }
  }

  /** Counts the loaded feature where its source is not connected. */
  void count() {
    if (!allKnown) {
      for (int row = 0; row < rows; row++) {
        unconnected[row] += states[row] == FeatureState.NOT_CONNECTED.code() ? 1 : 0;
      }
    }
  }

  private void checkLevels(int from, int feature) {
    for (int row = 0; row < rows; row++) {
      double level = values[row];
      if (!(level >= -1 && level < levels[feature] && level == (int) level)) {
        throw new IllegalArgumentException("row " + (from + row) + " holds no level at " + feature);
      }
    }
  }

  private void checkStates(int feature) {
    for (int row = 0; row < rows; row++) {
      if (states[row] < 0 || states[row] > FeatureState.NOT_CONNECTED.code()) {
        throw new IllegalArgumentException("no state has the code " + states[row] + " at " + feature);
      }
    }
  }
}
