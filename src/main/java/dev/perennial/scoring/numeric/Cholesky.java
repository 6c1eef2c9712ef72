package dev.perennial.scoring.numeric;

import org.jspecify.annotations.Nullable;

/** A symmetric positive definite matrix as L L', L lower triangular. */
public final class Cholesky {
  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /** The factor of a matrix of which the lower triangle is read; null where it is not definite. */
  public static @Nullable Cholesky of(double[][] matrix) {
    int size = matrix.length;
    double[][] lower = new double[size][];
    for (int row = 0; row < size; row++) {
      lower[row] = new double[row + 1];
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row][column];
        for (int k = 0; k < column; k++) {
          sum -= lower[row][k] * lower[column][k];
        }
        if (row > column) {
          lower[row][column] = sum / lower[column][column];
        } else if (sum > 1e-13 * StrictMath.abs(matrix[row][row])) {
          lower[row][row] = StrictMath.sqrt(sum);
        } else {
          return null;
        }
      }
    }
    return new Cholesky(lower);
  }

  /**
   * The factor of a matrix that may be singular: what is added to the diagonal is as small as it
   * can be.
   */
  public static Cholesky nearest(double[][] matrix) {
    double share = 0;
    while (true) {
      double[][] tried = new double[matrix.length][];
      for (int row = 0; row < matrix.length; row++) {
        tried[row] = matrix[row].clone();
        tried[row][row] += share * (StrictMath.abs(matrix[row][row]) + 1e-12);
      }
      Cholesky factor = of(tried);
      if (factor != null) {
        return factor;
      }
      if (!(share < 1e6)) {
        throw new IllegalArgumentException("a matrix that holds numbers that are not finite");
      }
      share = share == 0 ? 1e-10 : share * 10;
    }
  }

  /** Solves A x = b. */
  public double[] solve(double[] right) {
    int size = lower.length;
    double[] x = right.clone();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        x[row] -= lower[row][column] * x[column];
      }
      x[row] /= lower[row][row];
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int below = row + 1; below < size; below++) {
        x[row] -= lower[below][row] * x[below];
      }
      x[row] /= lower[row][row];
    }
    return x;
  }

  /** R = L^-1, lower triangular: A^-1 = R'R, and x'A^-1 x is the squared length of R x. */
  public double[][] inverseFactor() {
    int size = lower.length;
    double[][] inverse = new double[size][];
    for (int row = 0; row < size; row++) {
      inverse[row] = new double[row + 1];
      for (int column = 0; column < row; column++) {
        double sum = 0;
        for (int k = column; k < row; k++) {
          sum -= lower[row][k] * inverse[k][column];
        }
        inverse[row][column] = sum / lower[row][row];
      }
      inverse[row][row] = 1 / lower[row][row];
    }
    return inverse;
  }
}
