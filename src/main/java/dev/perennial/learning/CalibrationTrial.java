package dev.perennial.learning;

import dev.perennial.scoring.calibrate.CalibrationKind;
import dev.perennial.scoring.calibrate.CalibrationTraining;
import dev.perennial.scoring.calibrate.CompiledCalibration;
import dev.perennial.scoring.evaluate.Calibration;
import dev.perennial.scoring.evaluate.Evaluation;
import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.table.TrainingTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a way of calibrating holds on customers it was not fitted to: customers are split into parts, each corrected by what
 * the others give.
 *
 * @param error mean distance of corrected probability and outcome, over bands
 * @param errorByChance what that would be if every corrected probability were true
 */
record CalibrationTrial(double error, double errorByChance) {
  private static final int PARTS = 5;

  /** Null where all rows are of one part, so that there is nobody to fit to. */
  static @Nullable CalibrationTrial of(CalibrationKind kind, double[] logOdds, TrainingTable table, long seed) {
    boolean[] lost = Columns.lost(table);
    int[] part = Arrays.stream(Columns.groups(table)).mapToInt(group -> SplitMix64.part(seed, group, PARTS)).toArray();
    if (Arrays.stream(part).distinct().count() < 2) {
      return null;
    }
    double[] corrected = new double[logOdds.length];
    for (int tested = 0; tested < PARTS; tested++) {
      int held = tested;
      CompiledCalibration fitted =
          fit(kind, logOdds, lost, IntStream.range(0, part.length).filter(row -> part[row] != held).toArray());
      for (int row = 0; row < part.length; row++) {
        if (part[row] == held) {
          corrected[row] = fitted.apply(logOdds[row]);
        }
      }
    }
    Evaluation made = Evaluation.of(corrected, lost, null);
    return new CalibrationTrial(made.calibrationError(), made.calibrationErrorByChance());
  }

  private static CompiledCalibration fit(CalibrationKind kind, double[] logOdds, boolean[] lost, int[] rows) {
    double[] some = Arrays.stream(rows).mapToDouble(row -> logOdds[row]).toArray();
    boolean[] someLost = new boolean[rows.length];
    for (int index = 0; index < rows.length; index++) {
      someLost[index] = lost[rows[index]];
    }
    return new CompiledCalibration(CalibrationTraining.fit(kind, some, someLost));
  }

  /** Whether chance explains what distance is left. */
  boolean holds() {
    return error <= Calibration.WITHIN_CHANCE * errorByChance;
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "on customers held out of it prediction and outcome are %.4f apart, by chance %.4f: it %s",
        error,
        errorByChance,
        holds() ? "holds" : "is not called calibrated");
  }
}
