package dev.perennial.scoring.logistic;

import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Cholesky;
import java.util.Arrays;

/**
 * Finds the maximum of log-likelihood - sum precision (b - mean)^2 / 2 by exact Newton steps, each halved until
 * it is no step down. One pass over the rows gives the value, the gradient and the curvature.
 */
final class Newton {
  private static final int MAXIMUM_STEPS = 100;
  private static final int MAXIMUM_HALVINGS = 40;
  private static final double SMALL_STEP = 1e-11;

  private final Design design;
  private final double[] mean;
  private final double[] precision;
  private final boolean[] fixed;
  private final double[][] curvature;
  private final double[] gradient;
  private final double[] weights = new double[Design.BLOCK];
  private double logLikelihood;

  private Newton(Design design, double[] mean, double[] precision, boolean[] fixed) {
    this.design = design;
    this.mean = mean;
    this.precision = precision;
    this.fixed = fixed;
    int width = design.width();
    curvature = new double[width][width];
    gradient = new double[width];
  }

  /** Where it ended. */
  record Optimum(
      double[] coefficients, double[][] inverseFactor, double logLikelihood, int steps, boolean converged) {}

  /**
   * @param mean prior mean of the intercept and the terms
   * @param precision 1/sigma^2 of each, 0 for no prior
   * @param fixed coefficients that stay at 0
   */
  static Optimum maximise(Design design, double[] mean, double[] precision, boolean[] fixed, double[] start) {
    return new Newton(design, mean, precision, fixed).run(start.clone());
  }

  private Optimum run(double[] start) {
    double[] at = start;
    double value = pass(at);
    int steps = 0;
    boolean converged = false;
    while (!converged && steps < MAXIMUM_STEPS) {
      double[] step = Cholesky.nearest(curvature).solve(gradient);
      double decrement = dot(step, gradient);
      if (largest(step) <= SMALL_STEP * (1 + largest(at)) || decrement <= 1e-22 * (1 + StrictMath.abs(value))) {
        converged = true;
        break;
      }
      double[] next = moved(at, step, 1);
      double nextValue = pass(next);
      double share = 1;
      int halvings = 0;
      // A tie within rounding counts as no step down, so that the last steps are still taken.
      while (!(nextValue >= value - 1e-12 * (1 + StrictMath.abs(value))) && halvings++ < MAXIMUM_HALVINGS) {
        share /= 2;
        next = moved(at, step, share);
        nextValue = pass(next);
      }
      at = next;
      value = nextValue;
      steps++;
    }
    return new Optimum(at, Cholesky.nearest(curvature).inverseFactor(), logLikelihood, steps, converged);
  }

  private double[] moved(double[] from, double[] step, double share) {
    double[] to = from.clone();
    for (int index = 0; index < to.length; index++) {
      to[index] += share * step[index];
    }
    return to;
  }

  /** Sets gradient and curvature (of the negative objective) at a point; gives the objective. */
  private double pass(double[] at) {
    int width = design.width();
    Arrays.fill(gradient, 0);
    for (double[] row : curvature) {
      Arrays.fill(row, 0);
    }
    logLikelihood = 0;
    for (int block = 0; block < design.blocks(); block++) {
      double[] numbers = design.block(block);
      addGradient(block, numbers, at);
      addCurvature(numbers, (design.rows(block) + 3) / 4 * 4);
    }
    double objective = logLikelihood;
    for (int index = 0; index < width; index++) {
      double distance = at[index] - mean[index];
      objective -= precision[index] * distance * distance / 2;
      gradient[index] -= precision[index] * distance;
      curvature[index][index] += precision[index];
    }
    holdFixed(width);
    return objective;
  }

  private void addGradient(int block, double[] numbers, double[] at) {
    int width = at.length;
    int rows = design.rows(block);
    Arrays.fill(weights, 0);
    for (int row = 0; row < rows; row++) {
      int offset = row * width;
      double logOdds = 0;
      for (int index = 0; index < width; index++) {
        logOdds += numbers[offset + index] * at[index];
      }
      double probability = Logistic.probability(logOdds);
      boolean lost = design.lost(block, row);
      // ln p of what happened, never of a rounded 1 - p.
      double against = lost ? -logOdds : logOdds;
      logLikelihood -= StrictMath.max(against, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(against)));
      weights[row] = probability * (1 - probability);
      double residual = (lost ? 1 : 0) - probability;
      for (int index = 0; index < width; index++) {
        gradient[index] += residual * numbers[offset + index];
      }
    }
  }

  /** Four rows at a time: the sums stay in one order, and fewer loads are needed. */
  private void addCurvature(double[] numbers, int rows) {
    int width = gradient.length;
    double[] first = new double[width];
    double[] second = new double[width];
    double[] third = new double[width];
    double[] fourth = new double[width];
    for (int row = 0; row < rows; row += 4) {
      System.arraycopy(numbers, row * width, first, 0, width);
      System.arraycopy(numbers, (row + 1) * width, second, 0, width);
      System.arraycopy(numbers, (row + 2) * width, third, 0, width);
      System.arraycopy(numbers, (row + 3) * width, fourth, 0, width);
      for (int index = 0; index < width; index++) {
        double one = weights[row] * first[index];
        double two = weights[row + 1] * second[index];
        double three = weights[row + 2] * third[index];
        double four = weights[row + 3] * fourth[index];
        double[] target = curvature[index];
        for (int other = 0; other <= index; other++) {
          target[other] += (one * first[other] + two * second[other]) + (three * third[other] + four * fourth[other]);
        }
      }
    }
  }

  private void holdFixed(int width) {
    for (int index = 0; index < width; index++) {
      if (fixed[index]) {
        gradient[index] = 0;
        Arrays.fill(curvature[index], 0, index, 0);
        for (int below = index + 1; below < width; below++) {
          curvature[below][index] = 0;
        }
        curvature[index][index] = 1 / VARIANCE_OF_FIXED;
      }
    }
  }

  /** A coefficient that is 0 by decision has no variance to speak of. */
  private static final double VARIANCE_OF_FIXED = 1e-12;

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int index = 0; index < one.length; index++) {
      sum += one[index] * other[index];
    }
    return sum;
  }

  private static double largest(double[] numbers) {
    double largest = 0;
    for (double number : numbers) {
      largest = StrictMath.max(largest, StrictMath.abs(number));
    }
    return largest;
  }
}
