package dev.perennial.scoring.table;

import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feature of all rows. Kept in the smallest form given: doubles, floats (a million rows of fifty
 * features take 200 MB so) or bytes for levels. A column without states reads NaN, and a level below -1,
 * as SILENT.
 */
public final class TrainingColumn {
  private static final byte VALUE = FeatureState.VALUE.code();
  private static final byte SILENT = FeatureState.SILENT.code();
  private static final int SILENT_LEVEL = -2;

  private final String name;
  private final FeatureType type;
  private final List<String> levels;
  private final double[] doubles;
  private final float[] floats;
  private final byte[] bytes;
  private final byte @Nullable [] states;

  private TrainingColumn(
      String name,
      FeatureType type,
      List<String> levels,
      double[] doubles,
      float[] floats,
      byte[] bytes,
      byte @Nullable [] states) {
    this.name = name;
    this.type = type;
    this.levels = List.copyOf(levels);
    this.doubles = doubles;
    this.floats = floats;
    this.bytes = bytes;
    this.states = states;
    if (states != null && states.length != rows()) {
      throw new IllegalArgumentException("column " + name + " has a state for some cells only");
    }
  }

  /** Numbers (or 0 and 1) with a state each; without states NaN is SILENT. The arrays are not copied. */
  public static TrainingColumn of(String name, FeatureType type, double[] values, byte @Nullable [] states) {
    return new TrainingColumn(name, type, List.of(), values, new float[0], new byte[0], states);
  }

  /** The same in half the room. */
  public static TrainingColumn of(String name, FeatureType type, float[] values, byte @Nullable [] states) {
    return new TrainingColumn(name, type, List.of(), new double[0], values, new byte[0], states);
  }

  /** Levels by index: -1 is one not listed, -2 is SILENT. At most 127 levels. */
  public static TrainingColumn ofLevels(String name, List<String> levels, byte[] indexes, byte @Nullable [] states) {
    return new TrainingColumn(
        name, FeatureType.CATEGORICAL, levels, new double[0], new float[0], indexes, states);
  }

  /** Levels by index as doubles, for more of them. */
  public static TrainingColumn ofLevels(String name, List<String> levels, double[] indexes, byte @Nullable [] states) {
    return new TrainingColumn(name, FeatureType.CATEGORICAL, levels, indexes, new float[0], new byte[0], states);
  }

  public String name() {
    return name;
  }

  public FeatureType type() {
    return type;
  }

  public List<String> levels() {
    return levels;
  }

  /** Number of rows. */
  public int rows() {
    return StrictMath.max(doubles.length, StrictMath.max(floats.length, bytes.length));
  }

  /** The number of a cell; meaningless unless its state is VALUE. */
  public double value(int row) {
    if (doubles.length > 0) {
      return doubles[row];
    }
    return floats.length > 0 ? floats[row] : bytes[row];
  }

  /** {@link FeatureState#code()} of a cell. */
  public byte state(int row) {
    if (states != null) {
      return states[row];
    }
    double value = value(row);
    boolean silent = Double.isNaN(value) || type == FeatureType.CATEGORICAL && value <= SILENT_LEVEL;
    return silent ? SILENT : VALUE;
  }

  /** Some of the rows, in the order given. */
  TrainingColumn rows(int[] rows) {
    double[] someDoubles = new double[doubles.length > 0 ? rows.length : 0];
    float[] someFloats = new float[floats.length > 0 ? rows.length : 0];
    byte[] someBytes = new byte[bytes.length > 0 ? rows.length : 0];
    byte[] someStates = states == null ? null : new byte[rows.length];
    for (int index = 0; index < rows.length; index++) {
      if (someDoubles.length > 0) {
        someDoubles[index] = doubles[rows[index]];
      } else if (someFloats.length > 0) {
        someFloats[index] = floats[rows[index]];
      } else if (someBytes.length > 0) {
        someBytes[index] = bytes[rows[index]];
      }
      if (states != null && someStates != null) {
        someStates[index] = states[rows[index]];
      }
    }
    return new TrainingColumn(name, type, levels, someDoubles, someFloats, someBytes, someStates);
  }

  /** @throws IllegalArgumentException where a cell in state VALUE holds no valid value */
  void check() {
    for (int row = 0; row < rows(); row++) {
      byte state = state(row);
      if (state < 0 || state > FeatureState.NOT_CONNECTED.code()) {
        throw new IllegalArgumentException("column %s, row %d: no state has the code %d".formatted(name, row, state));
      }
      if (state == VALUE && !valid(value(row))) {
        throw new IllegalArgumentException(
            "column %s (%s), row %d cannot be %s".formatted(name, type, row, value(row)));
      }
    }
  }

  private boolean valid(double value) {
    return switch (type) {
      case NUMERIC -> Double.isFinite(value);
      case BOOLEAN -> value == 0 || value == 1;
      case CATEGORICAL -> value == StrictMath.rint(value) && value >= -1 && value < levels.size();
    };
  }
}
