package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.List;

/** Scores the rows of a table, a block at a time. */
public final class TableScores {
  private static final int BLOCK = 1_024;

  private TableScores() {}

  /** Log-odds of the rows, in the order given. */
  public static double[] logOdds(ModelDocument document, TrainingTable table, int[] order) {
    return logOdds(CompiledModel.of(document, columns(table)), table, order);
  }

  /** Log-odds of all rows. */
  public static double[] logOdds(ModelDocument document, TrainingTable table) {
    int[] order = new int[table.rows()];
    java.util.Arrays.setAll(order, row -> row);
    return logOdds(document, table, order);
  }

  /** Log-odds of rows by a scorer that reads the table's columns in their order. */
  public static double[] logOdds(BatchScorer scorer, TrainingTable table, int[] order) {
    List<TrainingColumn> columns = table.columns();
    int features = columns.size();
    double[] values = new double[BLOCK * features];
    byte[] states = new byte[BLOCK * features];
    ScoreArrays out = ScoreArrays.of(BLOCK, features);
    double[] logOdds = new double[order.length];
    for (int from = 0; from < order.length; from += BLOCK) {
      int rows = StrictMath.min(BLOCK, order.length - from);
      for (int feature = 0; feature < features; feature++) {
        TrainingColumn column = columns.get(feature);
        for (int row = 0; row < rows; row++) {
          values[row * features + feature] = column.value(order[from + row]);
          states[row * features + feature] = column.state(order[from + row]);
        }
      }
      scorer.score(values, states, rows, out);
      System.arraycopy(out.logOdds(), 0, logOdds, from, rows);
    }
    return logOdds;
  }

  /** The columns of a table as a model reads them. */
  public static List<ColumnDocument> columns(TrainingTable table) {
    return table.columns().stream()
        .map(column -> new ColumnDocument(column.name(), column.type(), column.levels()))
        .toList();
  }
}
