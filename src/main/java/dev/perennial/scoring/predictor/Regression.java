package dev.perennial.scoring.predictor;

import dev.perennial.scoring.document.TermDocument.Part;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.logistic.LogisticSpec;
import dev.perennial.scoring.logistic.LogisticTraining;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Logistic regressions whose coefficients are read, not used to predict. */
final class Regression {
  /**
   * So wide that it moves nothing the rows can tell, and narrow enough for what they cannot: columns that repeat each
   * other, and outcomes that a column separates.
   */
  private static final double HARDLY_A_PRIOR = 10;

  private static final double LEVELS = 2;

  private static final LogisticSpec SPEC =
      new LogisticSpec(true, false, HARDLY_A_PRIOR, LEVELS, 0, null, false, List.of());

  private Regression() {}

  /** Slopes of the numbers among the columns, by name: per standard deviation, or per step for those named. */
  static Map<String, Slope> slopes(TrainingTable rows, Set<String> perStep) {
    Map<String, Slope> slopes = new HashMap<>();
    Objects.requireNonNull(LogisticTraining.train(rows, rows.rowsByContent(), SPEC, Map.of(), 0).linear())
        .terms()
        .forEach(
            term -> {
              if (term.part() == Part.VALUE && term.spread() > 0) {
                double step = perStep.contains(term.column()) ? term.scale() : 1;
                slopes.put(term.column(), new Slope(term.coefficient() / step, term.standardError() / step));
              }
            });
    return slopes;
  }

  static TrainingTable table(List<TrainingColumn> columns, TrainingTable outcomes) {
    int rows = outcomes.rows();
    boolean[] lost = new boolean[rows];
    long[] groups = new long[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      lost[row] = outcomes.lost(row);
      groups[row] = outcomes.group(row);
      times[row] = outcomes.time(row);
    }
    return new TrainingTable(columns, lost, groups, times);
  }

  static boolean isNumber(TrainingColumn column) {
    return column.type() != FeatureType.CATEGORICAL;
  }
}
