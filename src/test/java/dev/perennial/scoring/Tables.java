package dev.perennial.scoring;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Training tables for tests: from vectors, or generated with a truth that is known. */
public final class Tables {
  private static final List<String> LEVELS = List.of("gold", "silver", "bronze", "none");

  private Tables() {}

  /** A number, another with a curved effect, a yes/no, levels, and a constant. */
  public static FeatureSet featureSet() {
    return new FeatureSet("tabled", 1, List.of(
        metric("usage"), metric("curve"), metric("other"),
        Features.of("silence", FeatureGroup.RELATIONSHIP, Measure.TWO_WAY_SILENCE).window(90).build(),
        Features.of("tier", FeatureGroup.CUSTOMER, Measure.TIER).levels(LEVELS).build(),
        metric("constant")));
  }

  private static FeatureDefinition metric(String code) {
    return Features.of(code, FeatureGroup.USAGE, Measure.MEAN).kind("METRIC").window(30).build();
  }

  public static List<FeatureVector> vectors(FeatureSet set, int rows, long seed) {
    RandomGenerator random = random(seed);
    List<FeatureVector> vectors = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] values = new double[set.size()];
      FeatureState[] states = new FeatureState[set.size()];
      for (int feature = 0; feature < values.length; feature++) {
        int dice = random.nextInt(20);
        states[feature] =
            dice == 0 ? FeatureState.NOT_CONNECTED : dice == 1 ? FeatureState.SILENT : FeatureState.VALUE;
        double value = value(set.feature(feature), random);
        values[feature] = states[feature] == FeatureState.VALUE ? value : Double.NaN;
      }
      vectors.add(new FeatureVector(set, values, states));
    }
    return vectors;
  }

  private static double value(FeatureDefinition feature, RandomGenerator random) {
    if (feature.code().equals("constant")) {
      return 7;
    }
    return switch (feature.type()) {
      case NUMERIC -> random.nextGaussian();
      case BOOLEAN -> random.nextInt(2);
      case CATEGORICAL -> random.nextInt(-1, 3); // the last level never occurs
    };
  }

  /** Outcomes with a line, a curve, a level and a pair behind them. */
  public static boolean[] outcomes(List<FeatureVector> vectors, long seed) {
    RandomGenerator random = random(seed);
    boolean[] lost = new boolean[vectors.size()];
    for (int row = 0; row < lost.length; row++) {
      FeatureVector vector = vectors.get(row);
      double usage = known(vector, 0);
      double curve = known(vector, 1);
      double logOdds =
          -1 - 0.8 * usage + curve * curve - 1 + (known(vector, 4) == 2 ? 1 : 0)
              + (usage > 0 && known(vector, 2) > 0 ? 1 : -0.3);
      lost[row] = random.nextDouble() < Logistic.probability(logOdds);
    }
    return lost;
  }

  private static double known(FeatureVector vector, int feature) {
    return vector.state(feature) == FeatureState.VALUE ? vector.value(feature) : 0;
  }

  public static TrainingTable table(FeatureSet set, List<FeatureVector> vectors, boolean[] lost) {
    List<TrainingColumn> columns = new ArrayList<>();
    List<ColumnDocument> meant = ColumnDocument.of(set);
    for (int feature = 0; feature < set.size(); feature++) {
      double[] values = new double[vectors.size()];
      byte[] states = new byte[vectors.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = vectors.get(row).value(feature);
        states[row] = vectors.get(row).state(feature).code();
      }
      ColumnDocument column = meant.get(feature);
      columns.add(
          column.type() == FeatureType.CATEGORICAL
              ? TrainingColumn.ofLevels(column.name(), column.levels(), values, states)
              : TrainingColumn.of(column.name(), column.type(), values, states));
    }
    return table(columns, lost);
  }

  /** Three rows per customer. */
  public static TrainingTable table(List<TrainingColumn> columns, boolean[] lost) {
    long[] customers = new long[lost.length];
    for (int row = 0; row < lost.length; row++) {
      customers[row] = row / 3;
    }
    return new TrainingTable(columns, lost, customers, new long[lost.length]);
  }

  public static TrainingTable numbers(double[][] rows, String[] names, boolean[] lost) {
    List<TrainingColumn> columns = new ArrayList<>();
    for (int index = 0; index < names.length; index++) {
      int column = index;
      double[] values = java.util.Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      columns.add(TrainingColumn.of(names[index], FeatureType.NUMERIC, values, null));
    }
    return table(columns, lost);
  }

  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
