package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.PairDocument;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.ScoreArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any learned model as flat arrays, for rows of the columns given; columns and levels are matched by name, what
 * the model does not know contributes nothing. Log-odds = baseline + contributions in the order of the columns
 * given. Interval: log-odds +- z sqrt(v), v = Laplace variance of the linear part + variance of each table cell
 * between bags, as if tables were independent.
 */
public final class CompiledModel implements BatchScorer {
  /** 97.5% quantile of the standard normal distribution: R 4.x {@code qnorm(0.975)}. */
  private static final double Z_95 = 1.959963984540054;

  private final int features;
  private final FeatureType[] types;
  private final int[] levels;
  private final double baseline;
  private final double baselineVariance;
  private final @Nullable LinearPart linear;
  private final @Nullable ShapePart[] shapes;
  private final List<PairPart> pairs = new ArrayList<>();
  private final boolean[] used;
  private final double usedFeatures;

  private CompiledModel(ModelDocument document, List<ColumnDocument> given) {
    features = given.size();
    types = given.stream().map(ColumnDocument::type).toArray(FeatureType[]::new);
    levels = given.stream().mapToInt(column -> column.levels().size()).toArray();
    baseline = document.baseline();
    baselineVariance = document.baselineVariance();
    linear = document.linear() == null ? null : new LinearPart(document.linear(), given);
    shapes = new ShapePart[features];
    for (ShapeDocument shape : document.shapes()) {
      int feature = indexOf(given, shape.column());
      shapes[feature] = new ShapePart(shape, given, feature);
    }
    for (PairDocument pair : document.pairs()) {
      addPair(pair, given);
    }
    used = new boolean[features];
    int count = 0;
    for (int feature = 0; feature < features; feature++) {
      used[feature] = linear != null && linear.uses(feature) || shapes[feature] != null;
      count += used[feature] ? 1 : 0;
    }
    usedFeatures = count;
  }

  /**
   * @param given the columns of the rows to come, in their order; those the model reads must be among them
   * @throws IllegalArgumentException naming a column that the model reads and that is absent or of another type
   */
  public static CompiledModel of(ModelDocument document, List<ColumnDocument> given) {
    for (ColumnDocument read : document.columns()) {
      if (given.get(indexOf(given, read.name())).type() != read.type()) {
        throw new IllegalArgumentException("the column " + read.name() + " is not of type " + read.type());
      }
    }
    return new CompiledModel(document, given);
  }

  private static int indexOf(List<ColumnDocument> given, String name) {
    for (int index = 0; index < given.size(); index++) {
      if (given.get(index).name().equals(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException("the model reads a column " + name + ", which is not given");
  }

  private void addPair(PairDocument pair, List<ColumnDocument> given) {
    int first = indexOf(given, pair.first());
    int second = indexOf(given, pair.second());
    ShapePart one = shapes[first];
    ShapePart other = shapes[second];
    if (one == null || other == null) {
      throw new IllegalArgumentException("a pair reads a column without a shape");
    }
    pairs.add(new PairPart(pair, first, second, one.places(), other.places()));
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public double baselineLogOdds() {
    return baseline;
  }

  @Override
  public boolean uses(int feature) {
    return used[feature];
  }

  @Override
  public void score(double[] values, byte[] states, int rows, ScoreArrays out) {
    long cells = (long) rows * features;
    if (values.length < cells || states.length < cells || out.contributions().length < cells) {
      throw new IllegalArgumentException("arrays too short for " + rows + " rows");
    }
    Block block = new Block(types, levels);
    LinearPart.Scratch scratch = linear == null ? null : linear.scratch();
    for (int from = 0; from < rows; from += Block.ROWS) {
      block.rows = StrictMath.min(Block.ROWS, rows - from);
      scoreBlock(values, states, from, block, scratch);
      addUp(block, from, out);
      for (int row = 0; row < block.rows; row++) {
        finish(block, row, from + row, out);
      }
    }
  }

  private void scoreBlock(
      double[] values, byte[] states, int from, Block block, LinearPart.@Nullable Scratch scratch) {
    Arrays.fill(block.variance, baselineVariance);
    Arrays.fill(block.unconnected, 0);
    for (int feature = 0; feature < features; feature++) {
      Arrays.fill(block.contributions[feature], 0);
      if (!used[feature]) {
        continue;
      }
      block.load(values, states, from, feature);
      block.count();
      if (linear != null && scratch != null) {
        linear.add(block, feature, scratch);
      }
      ShapePart shape = shapes[feature];
      if (shape != null) {
        shape.add(block);
      }
    }
    for (PairPart pair : pairs) {
      pair.add(block);
    }
    if (linear != null && scratch != null) {
      linear.addVariance(block, scratch);
    }
  }

  /** In the order of the columns given, rows side by side. */
  private void addUp(Block block, int from, ScoreArrays out) {
    double[] contributions = out.contributions();
    double[] sums = block.logOdds;
    int rows = block.rows;
    Arrays.fill(sums, baseline);
    for (int feature = 0; feature < features; feature++) {
      double[] parts = block.contributions[feature];
      for (int row = 0; row < rows; row++) {
        sums[row] += parts[row];
      }
      int cell = from * features + feature;
      for (int row = 0; row < rows; row++) {
        contributions[cell] = parts[row];
        cell += features;
      }
    }
  }

  private void finish(Block block, int row, int target, ScoreArrays out) {
    double logOdds = block.logOdds[row];
    if (!Double.isFinite(logOdds)) {
      throw new IllegalArgumentException("row " + target + " holds a value beyond what can be scored");
    }
    double margin = Z_95 * StrictMath.sqrt(block.variance[row]);
    out.probability()[target] = Logistic.probability(logOdds);
    out.logOdds()[target] = logOdds;
    out.lower()[target] = Logistic.probability(logOdds - margin);
    out.upper()[target] = Logistic.probability(logOdds + margin);
    out.coverage()[target] = usedFeatures == 0 ? 1 : (usedFeatures - block.unconnected[row]) / usedFeatures;
    out.calibration()[target] = 0;
  }
}
