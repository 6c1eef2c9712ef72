package dev.perennial.scoring.calibrate;

import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Cholesky;

/** Maximum likelihood of a logistic function with a few columns and an offset; steps are halved as needed. */
public final class SmallNewton {
  private static final int MAXIMUM_STEPS = 60;

  private SmallNewton() {}

  /** Coefficients of the columns, {@code columns[k][row]}. */
  public static double[] fit(double[][] columns, double[] offset, boolean[] lost) {
    double[] at = new double[columns.length];
    double value = logLikelihood(columns, offset, lost, at);
    for (int step = 0; step < MAXIMUM_STEPS; step++) {
      double[] change = change(columns, offset, lost, at);
      double largest = 0;
      for (double one : change) {
        largest = StrictMath.max(largest, StrictMath.abs(one));
      }
      if (largest < 1e-12) {
        break;
      }
      double share = 1;
      double[] next = moved(at, change, share);
      double nextValue = logLikelihood(columns, offset, lost, next);
      while (!(nextValue >= value - 1e-12 * (1 + StrictMath.abs(value))) && share > 1e-9) {
        share /= 2;
        next = moved(at, change, share);
        nextValue = logLikelihood(columns, offset, lost, next);
      }
      at = next;
      value = nextValue;
    }
    return at;
  }

  private static double[] moved(double[] at, double[] change, double share) {
    double[] moved = at.clone();
    for (int index = 0; index < moved.length; index++) {
      moved[index] += share * change[index];
    }
    return moved;
  }

  private static double[] change(double[][] columns, double[] offset, boolean[] lost, double[] at) {
    double[] gradient = new double[at.length];
    double[][] curvature = new double[at.length][at.length];
    for (int row = 0; row < lost.length; row++) {
      double probability = Logistic.probability(logOdds(columns, offset, at, row));
      double weight = probability * (1 - probability);
      for (int one = 0; one < at.length; one++) {
        gradient[one] += ((lost[row] ? 1 : 0) - probability) * columns[one][row];
        for (int other = 0; other <= one; other++) {
          curvature[one][other] += weight * columns[one][row] * columns[other][row];
        }
      }
    }
    return Cholesky.nearest(curvature).solve(gradient);
  }

  private static double logOdds(double[][] columns, double[] offset, double[] at, int row) {
    double logOdds = offset[row];
    for (int index = 0; index < at.length; index++) {
      logOdds += at[index] * columns[index][row];
    }
    return logOdds;
  }

  private static double logLikelihood(double[][] columns, double[] offset, boolean[] lost, double[] at) {
    double sum = 0;
    for (int row = 0; row < lost.length; row++) {
      double logOdds = logOdds(columns, offset, at, row);
      sum -= CompiledCalibration.softplus(lost[row] ? -logOdds : logOdds);
    }
    return sum;
  }
}
