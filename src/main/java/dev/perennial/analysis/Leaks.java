package dev.perennial.analysis;

import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.predictor.Exposure;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What looks as if it knew the outcome: whatever can leak, will. */
final class Leaks {
  private static final double LATE_SHARE = 0.8;
  private static final double TOO_GOOD = 0.85;
  private static final double JUMP = 0.15;

  private Leaks() {}

  /** Why events of a type may have happened because of the decision; null where nothing points there. */
  static @Nullable String ofTiming(EventTypeRepository.@Nullable Timing timing) {
    if (timing == null || timing.occurrences() == 0) {
      return null;
    }
    double share = timing.late() / (double) timing.occurrences();
    return share > LATE_SHARE
        ? String.format(
            Locale.ROOT,
            "%.0f%% of its %d occurrences lie within 45 days of the due date or after the decision",
            100 * share,
            timing.occurrences())
        : null;
  }

  /** Whether it ranks the outcomes better by itself, or so much better close to the due date, than anything honest does. */
  static @Nullable String ofRanking(double early, double near) {
    double before = Math.abs(early - 0.5);
    double close = Math.abs(near - 0.5);
    if (before > TOO_GOOD - 0.5) {
      return String.format(Locale.ROOT, "alone it ranks the outcomes with an AUC of %.2f", early);
    }
    return close - before > JUMP
        ? String.format(Locale.ROOT, "its AUC jumps from %.2f at the cut-off to %.2f at the due date", early, near)
        : null;
  }

  static double auc(Exposure exposure, TrainingTable rows) {
    double[] values = new double[rows.rows()];
    boolean[] lost = new boolean[values.length];
    int known = 0;
    for (int row = 0; row < values.length; row++) {
      if (exposure.known()[row]) {
        values[known] = exposure.exposed()[row] ? 1 : 0;
        lost[known++] = rows.lost(row);
      }
    }
    return auc(values, lost, known);
  }

  /** Of a number; 0.5 for categories. */
  static double auc(TrainingColumn column, TrainingTable rows) {
    if (column.type() == FeatureType.CATEGORICAL) {
      return 0.5;
    }
    double[] values = new double[rows.rows()];
    boolean[] lost = new boolean[values.length];
    int known = 0;
    for (int row = 0; row < values.length; row++) {
      if (column.state(row) == FeatureState.VALUE.code()) {
        values[known] = column.value(row);
        lost[known++] = rows.lost(row);
      }
    }
    return auc(values, lost, known);
  }

  private static double auc(double[] values, boolean[] lost, int known) {
    double auc = Ranking.auc(Arrays.copyOf(values, known), Arrays.copyOf(lost, known)).estimate();
    return Double.isNaN(auc) ? 0.5 : auc;
  }
}
