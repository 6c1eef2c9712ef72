package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Finds features that look as if they knew the outcome: whatever can leak will, and a leak beats any model until it is
 * needed.
 */
final class Quarantine {
  /** Honest features alone do not get beyond this. */
  static final double MOST_ALONE = 0.85;

  /** Fewer losses make any number look good by luck. */
  private static final int FEWEST_OF_EACH = 20;

  private static final long HALVES = 1;

  private Quarantine() {}

  /** What must not be used until a person confirms it. */
  static List<ModelTraining.Quarantined> of(TrainingTable table, Collection<String> confirmed) {
    List<ModelTraining.Quarantined> found = new ArrayList<>();
    if (Math.min(table.losses(), table.rows() - table.losses()) < FEWEST_OF_EACH) {
      return found;
    }
    for (TrainingColumn column : table.columns()) {
      double alone = alone(table, column);
      if (alone > MOST_ALONE && !confirmed.contains(column.name())) {
        found.add(
            new ModelTraining.Quarantined(
                column.name(),
                String.format(
                    Locale.ROOT,
                    "alone it tells losses from renewals with an AUC of %.3f (more than %.2f): it probably knows the outcome."
                        + " Name it in confirmedFeatures of the next version if it really is known at the cut-off.",
                    alone,
                    MOST_ALONE)));
      }
    }
    return found;
  }

  /** AUC of one feature: numbers whichever way round; levels and states by the loss rates of the other half of the customers. */
  static double alone(TrainingTable table, TrainingColumn column) {
    boolean[] lost = Columns.lost(table);
    double[] scores = column.type() == FeatureType.NUMERIC ? numbers(table, column) : rates(table, column);
    double auc = Ranking.auc(scores, lost).estimate();
    double silent = Ranking.auc(rates(table, column), lost).estimate();
    return Math.max(Math.max(auc, 1 - auc), column.type() == FeatureType.NUMERIC ? silent : 0);
  }

  /** Rows without a value stand in the middle, where they tell nothing. */
  private static double[] numbers(TrainingTable table, TrainingColumn column) {
    double[] present = new double[table.rows()];
    int count = 0;
    for (int row = 0; row < table.rows(); row++) {
      if (column.state(row) == FeatureState.VALUE.code()) {
        present[count++] = column.value(row);
      }
    }
    double[] sorted = java.util.Arrays.copyOf(present, count);
    java.util.Arrays.sort(sorted);
    double middle = count == 0 ? 0 : sorted[count / 2];
    double[] scores = new double[table.rows()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = column.state(row) == FeatureState.VALUE.code() ? column.value(row) : middle;
    }
    return scores;
  }

  /** The loss rate of the other half's rows of the same level; of numbers, of the same state. */
  private static double[] rates(TrainingTable table, TrainingColumn column) {
    int places = Math.max(column.levels().size(), 2) + 4;
    int[][] rows = new int[2][places];
    int[][] losses = new int[2][places];
    for (int row = 0; row < table.rows(); row++) {
      int half = SplitMix64.part(HALVES, table.group(row), 2);
      int place = place(column, row);
      rows[half][place]++;
      losses[half][place] += table.lost(row) ? 1 : 0;
    }
    double base = (table.losses() + 0.5) / (table.rows() + 1);
    double[] rates = new double[table.rows()];
    for (int row = 0; row < rates.length; row++) {
      int other = 1 - SplitMix64.part(HALVES, table.group(row), 2);
      int place = place(column, row);
      rates[row] = (losses[other][place] + base) / (rows[other][place] + 1);
    }
    return rates;
  }

  /** Three states, then a level that is not listed (or any number), then the levels, or no and yes. */
  private static int place(TrainingColumn column, int row) {
    if (column.state(row) != FeatureState.VALUE.code()) {
      return column.state(row);
    }
    return column.type() == FeatureType.NUMERIC ? 3 : 4 + (int) column.value(row);
  }
}
