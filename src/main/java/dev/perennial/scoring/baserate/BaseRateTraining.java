package dev.perennial.scoring.baserate;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.document.TrainingDocument;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Gamma;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains M0. A segment's probability is the mean of its beta posterior, its interval that of the posterior's
 * log-odds, with variance trigamma(a) + trigamma(b).
 */
public final class BaseRateTraining {
  private BaseRateTraining() {}

  /**
   * @param segment the CATEGORICAL column that holds the segment; null for one rate for all
   * @throws IllegalArgumentException where the table has no such column
   */
  public static ModelDocument train(TrainingTable table, @Nullable String segment, long seed) {
    double rate = (table.losses() + 0.5) / (table.rows() + 1.0);
    double variance = Gamma.trigamma(table.losses() + 0.5) + Gamma.trigamma(table.rows() - table.losses() + 0.5);
    if (segment == null) {
      return document(table, List.of(), List.of(), Logistic.logOdds(rate), variance, Double.NaN, seed);
    }
    TrainingColumn column =
        table.columns().stream().filter(one -> one.name().equals(segment)).findFirst().orElse(null);
    if (column == null || column.type() != FeatureType.CATEGORICAL) {
      throw new IllegalArgumentException("there is no column of levels called " + segment);
    }
    return bySegment(table, column, rate, seed);
  }

  private static ModelDocument bySegment(TrainingTable table, TrainingColumn column, double rate, long seed) {
    List<String> levels = new ArrayList<>(column.levels());
    levels.sort(Comparator.naturalOrder());
    int[] place = column.levels().stream().mapToInt(levels::indexOf).toArray();
    int[] rows = new int[levels.size()];
    int[] losses = new int[levels.size()];
    int connected = 0;
    int unlisted = 0;
    for (int row = 0; row < table.rows(); row++) {
      connected += column.state(row) == FeatureState.NOT_CONNECTED.code() ? 0 : 1;
      if (column.state(row) == FeatureState.VALUE.code() && column.value(row) >= 0) {
        int level = place[(int) column.value(row)];
        rows[level]++;
        losses[level] += table.lost(row) ? 1 : 0;
      } else if (column.state(row) != FeatureState.NOT_CONNECTED.code()) {
        unlisted++;
      }
    }
    double strength = BetaBinomial.strength(losses, rows, rate);
    double[] logOdds = new double[rows.length];
    List<Double> deviations = new ArrayList<>();
    double common = Logistic.logOdds(rate);
    double sum = common * unlisted;
    for (int level = 0; level < rows.length; level++) {
      double a = strength * rate + losses[level];
      double b = strength * (1 - rate) + rows[level] - losses[level];
      logOdds[level] = Logistic.logOdds(a / (a + b));
      deviations.add(StrictMath.sqrt(Gamma.trigamma(a) + Gamma.trigamma(b)));
      sum += logOdds[level] * rows[level];
    }
    double baseline = connected == 0 ? common : sum / connected;
    double unknown = StrictMath.sqrt(Gamma.trigamma(strength * rate) + Gamma.trigamma(strength * (1 - rate)));
    ShapeDocument shape =
        new ShapeDocument(
            column.name(),
            List.of(),
            levels,
            Arrays.stream(logOdds).map(value -> value - baseline).boxed().toList(),
            deviations,
            common - baseline,
            unknown,
            common - baseline,
            unknown,
            unknown);
    ColumnDocument read = new ColumnDocument(column.name(), column.type(), column.levels());
    return document(table, List.of(read), List.of(shape), baseline, 0, strength, seed);
  }

  private static ModelDocument document(
      TrainingTable table,
      List<ColumnDocument> columns,
      List<ShapeDocument> shapes,
      double baseline,
      double variance,
      double strength,
      long seed) {
    List<String> notes =
        shapes.isEmpty()
            ? List.of("one rate for all, with half an outcome of each kind added")
            : List.of("beta-binomial: the common rate counts as " + strength + " renewals in each segment");
    return new ModelDocument(
        ModelKind.BASE_RATE,
        ModelDocument.FORMAT,
        columns,
        baseline,
        variance,
        null,
        shapes,
        List.of(),
        new TrainingDocument(table.rows(), table.losses(), seed, 0, 0, true, notes));
  }
}
