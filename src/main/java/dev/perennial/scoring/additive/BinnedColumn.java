package dev.perennial.scoring.additive;

import dev.perennial.scoring.table.TrainingColumn;
import java.util.List;

/**
 * A column as places, one byte a row: 0 not connected, 1 silent; then the bins of a number, or (for levels) 2
 * not listed and the levels.
 *
 * @param source the column
 * @param codes place of each row, in the order of training
 * @param places number of places
 * @param cuts where the bins of a number meet
 * @param levels the levels told apart, by name
 * @param direction +1 or -1 where the shape may not fall or rise, 0 else
 * @param rowsAt rows at each place
 */
@SuppressWarnings("ArrayRecordComponent") // internal; sharing the arrays is what it is for
record BinnedColumn(
    TrainingColumn source,
    byte[] codes,
    int places,
    double[] cuts,
    List<String> levels,
    int direction,
    int[] rowsAt) {
  static final int NOT_CONNECTED = 0;
  static final int SILENT = 1;
  static final int OTHER = 2;

  boolean ordered() {
    return levels.isEmpty();
  }

  /** The first place that is a bin of a number; the places before it stand alone. */
  int firstOrdered() {
    return ordered() ? OTHER : places;
  }
}
