package dev.perennial.scoring.calibrate;

import dev.perennial.scoring.model.Logistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits calibrations to log-odds and outcomes that the model was not trained on. */
public final class CalibrationTraining {
  private CalibrationTraining() {}

  /**
   * Fits one kind. With outcomes of one kind only, half an outcome of each is added to the intercept, so the
   * result stays finite.
   *
   * @throws IllegalArgumentException where there is no outcome
   */
  public static CalibrationDocument fit(CalibrationKind kind, double[] logOdds, boolean[] lost) {
    if (lost.length == 0 || lost.length != logOdds.length) {
      throw new IllegalArgumentException("calibration needs outcomes, one for each score");
    }
    int losses = losses(lost);
    if (losses == 0 || losses == lost.length) {
      return new CalibrationDocument(
          CalibrationKind.INTERCEPT, List.of(oneKind(logOdds, losses)), List.of(), List.of(), lost.length, losses);
    }
    return switch (kind) {
      case INTERCEPT -> document(kind, losses, lost, SmallNewton.fit(ones(1, lost.length), logOdds, lost));
      case PLATT -> document(kind, losses, lost, platt(logOdds, lost));
      case BETA -> document(kind, losses, lost, beta(logOdds, lost));
      case ISOTONIC -> isotonic(logOdds, lost, losses);
    };
  }

  private static int losses(boolean[] lost) {
    int losses = 0;
    for (boolean one : lost) {
      losses += one ? 1 : 0;
    }
    return losses;
  }

  private static CalibrationDocument document(
      CalibrationKind kind, int losses, boolean[] lost, double[] parameters) {
    return new CalibrationDocument(
        kind, Arrays.stream(parameters).boxed().toList(), List.of(), List.of(), lost.length, losses);
  }

  /** The shift at which the expected losses are half an outcome from none or all. */
  private static double oneKind(double[] logOdds, int losses) {
    double wanted = (losses + 0.5) / (logOdds.length + 1.0) * logOdds.length;
    double low = -60;
    double high = 60;
    for (int step = 0; step < 100; step++) {
      double middle = (low + high) / 2;
      double expected = 0;
      for (double one : logOdds) {
        expected += Logistic.probability(one + middle);
      }
      if (expected < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double[][] ones(int columns, int rows) {
    double[][] ones = new double[columns][rows];
    Arrays.fill(ones[0], 1);
    return ones;
  }

  private static double[] platt(double[] logOdds, boolean[] lost) {
    double[][] columns = ones(2, lost.length);
    columns[1] = logOdds;
    double[] fitted = SmallNewton.fit(columns, new double[lost.length], lost);
    if (fitted[1] >= 0) {
      return fitted;
    }
    // A score that ranks the wrong way round is no score: one rate for all.
    return new double[] {SmallNewton.fit(ones(1, lost.length), new double[lost.length], lost)[0], 0};
  }

  private static double[] beta(double[] logOdds, boolean[] lost) {
    double[] logP = new double[lost.length];
    double[] minusLogQ = new double[lost.length];
    for (int row = 0; row < lost.length; row++) {
      logP[row] = -CompiledCalibration.softplus(-logOdds[row]);
      minusLogQ[row] = CompiledCalibration.softplus(logOdds[row]);
    }
    double[][] columns = ones(3, lost.length);
    columns[1] = logP;
    columns[2] = minusLogQ;
    double[] fitted = SmallNewton.fit(columns, new double[lost.length], lost);
    if (fitted[1] >= 0 && fitted[2] >= 0) {
      return new double[] {fitted[1], fitted[2], fitted[0]};
    }
    boolean dropFirst = fitted[1] < fitted[2];
    double[] rest =
        SmallNewton.fit(
            new double[][] {columns[0], dropFirst ? minusLogQ : logP}, new double[lost.length], lost);
    if (rest[1] >= 0) {
      return dropFirst ? new double[] {0, rest[1], rest[0]} : new double[] {rest[1], 0, rest[0]};
    }
    double[] none = SmallNewton.fit(new double[][] {columns[0]}, new double[lost.length], lost);
    return new double[] {0, 0, none[0]};
  }

  /** Rates of 0 and 1 become half an outcome in all of them: no outcome is ever impossible. */
  private static CalibrationDocument isotonic(double[] logOdds, boolean[] lost, int losses) {
    PoolAdjacentViolators.Blocks blocks = PoolAdjacentViolators.fit(logOdds, lost);
    double least = 0.5 / (lost.length + 1.0);
    List<Double> from = new ArrayList<>();
    List<Double> to = new ArrayList<>();
    for (int block = 0; block < blocks.rows().length; block++) {
      double rate = blocks.losses()[block] / (double) blocks.rows()[block];
      double value = Logistic.logOdds(StrictMath.min(StrictMath.max(rate, least), 1 - least));
      from.add(blocks.from()[block]);
      to.add(value);
      if (blocks.to()[block] > blocks.from()[block]) {
        from.add(blocks.to()[block]);
        to.add(value);
      }
    }
    return new CalibrationDocument(CalibrationKind.ISOTONIC, List.of(), from, to, lost.length, losses);
  }
}
