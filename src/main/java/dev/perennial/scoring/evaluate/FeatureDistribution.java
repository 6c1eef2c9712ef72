package dev.perennial.scoring.evaluate;

import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How a feature lay over some rows: the rows in each bin, and nothing of any one row. Bins in this order: source silent,
 * source not connected, then numbers by the cuts between about equal numbers of rows, or an unlisted level and the listed ones.
 *
 * @param feature code of the feature
 * @param cuts where a bin of numbers ends (excluded) and the next begins (included), ascending; empty for levels
 * @param levels the levels, for CATEGORICAL features; empty for numbers
 * @param rows rows in each bin
 */
public record FeatureDistribution(String feature, List<Double> cuts, List<String> levels, List<Integer> rows) {
  /** Bins of numbers, as is usual for a stability index. */
  static final int BINS = 10;

  private static final int SILENT = 0;
  private static final int NOT_CONNECTED = 1;
  private static final int FIRST = 2;

  public FeatureDistribution {
    cuts = List.copyOf(cuts);
    levels = List.copyOf(levels);
    rows = List.copyOf(rows);
  }

  /** The distribution of a column, with cuts of its own. */
  public static FeatureDistribution of(TrainingColumn column) {
    double[] cuts = column.type() == FeatureType.CATEGORICAL ? new double[0] : cuts(column);
    FeatureDistribution empty =
        new FeatureDistribution(column.name(), Arrays.stream(cuts).boxed().toList(), column.levels(), List.of());
    return empty.counted(
        column.rows(), column.type() == FeatureType.CATEGORICAL, column::value, row -> column.state(row));
  }

  /** Cuts at the quantiles; fewer where many rows hold the same number. */
  private static double[] cuts(TrainingColumn column) {
    double[] known =
        IntStream.range(0, column.rows())
            .filter(row -> column.state(row) == FeatureState.VALUE.code())
            .mapToDouble(column::value)
            .sorted()
            .toArray();
    TreeSet<Double> cuts = new TreeSet<>();
    for (int bin = 1; bin < BINS && known.length > 0; bin++) {
      double cut = known[(int) ((long) bin * known.length / BINS)];
      if (cut > known[0]) {
        cuts.add(cut);
      }
    }
    return cuts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The same bins over other rows: value and state of each row, row after row. */
  public FeatureDistribution over(int count, Values values, States states) {
    return counted(count, !levels.isEmpty(), values, states);
  }

  private FeatureDistribution counted(int count, boolean categorical, Values values, States states) {
    int[] found = new int[FIRST + (categorical ? 1 + levels.size() : cuts.size() + 1)];
    for (int row = 0; row < count; row++) {
      byte state = states.at(row);
      if (state == FeatureState.SILENT.code()) {
        found[SILENT]++;
      } else if (state == FeatureState.NOT_CONNECTED.code()) {
        found[NOT_CONNECTED]++;
      } else {
        found[FIRST + (categorical ? 1 + (int) values.at(row) : bin(values.at(row)))]++;
      }
    }
    return new FeatureDistribution(feature, cuts, levels, Arrays.stream(found).boxed().toList());
  }

  private int bin(double value) {
    int bin = 0;
    while (bin < cuts.size() && cuts.get(bin) <= value) {
      bin++;
    }
    return bin;
  }

  /** Number of rows. */
  public int size() {
    return rows.stream().mapToInt(Integer::intValue).sum();
  }

  /** Rows whose source is connected and silent. */
  public int silent() {
    return rows.get(SILENT);
  }

  /** Rows for which no source could tell. */
  public int notConnected() {
    return rows.get(NOT_CONNECTED);
  }

  /**
   * How far these rows lie from those: the stability index less what chance alone makes of it, and that chance. Bins that
   * hold no row on either side say nothing and are left out.
   */
  public Shift shift(FeatureDistribution later) {
    int[] kept =
        IntStream.range(0, rows.size()).filter(bin -> rows.get(bin) + later.rows.get(bin) > 0).toArray();
    int[] before = Arrays.stream(kept).map(rows::get).toArray();
    int[] after = Arrays.stream(kept).map(later.rows::get).toArray();
    double chance = Drift.stabilityByChance(before, after);
    return new Shift(kept.length < 2 ? 0 : Drift.stabilityBeyondChance(before, after), chance);
  }

  /**
   * A stability index.
   *
   * @param beyondChance the index less its expectation
   * @param chance its expectation where nothing has changed
   */
  public record Shift(double beyondChance, double chance) {}

  /** The number of a row. */
  @FunctionalInterface
  public interface Values {
    double at(int row);
  }

  /** The state of a row, as {@link FeatureState#code()}. */
  @FunctionalInterface
  public interface States {
    byte at(int row);
  }
}
