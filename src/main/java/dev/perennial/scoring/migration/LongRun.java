package dev.perennial.scoring.migration;

import dev.perennial.scoring.numeric.LinearSystem;
import java.util.Arrays;

/** What a Markov chain comes to if it goes on for ever, and how fast. */
final class LongRun {
  /** The norm of A^(2^k) is taken for k below this. */
  private static final int SQUARINGS = 50;

  private LongRun() {}

  /** π with π P = π and sum 1: the last of the equations, which follows from the others, is the sum. */
  static double[] steadyState(double[][] probabilities) {
    int size = probabilities.length;
    double[][] equations = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double own = row == column ? 1 : 0;
        equations[row][column] = row == size - 1 ? 1 : probabilities[column][row] - own;
      }
    }
    double[] right = new double[size];
    right[size - 1] = 1;
    try {
      double[] shares = LinearSystem.solve(equations, right);
      return Arrays.stream(shares).map(share -> Math.max(0, share)).toArray();
    } catch (IllegalArgumentException singular) {
      throw new IllegalArgumentException("there is more than one steady state", singular);
    }
  }

  /** Largest eigenvalue modulus of P - 1π, by repeated squaring with the norm kept aside. */
  static double secondEigenvalueModulus(double[][] probabilities) {
    double[] steady = steadyState(probabilities);
    double[][] rest = LinearSystem.copy(probabilities);
    for (double[] row : rest) {
      for (int to = 0; to < row.length; to++) {
        row[to] -= steady[to];
      }
    }
    double logNorm = 0;
    double share = 1;
    for (int squaring = 0; squaring < SQUARINGS; squaring++) {
      double norm = norm(rest);
      if (norm < 1e-14) {
        return 0;
      }
      logNorm += share * StrictMath.log(norm);
      divide(rest, norm);
      rest = LinearSystem.multiply(rest, rest);
      share /= 2;
    }
    return StrictMath.exp(logNorm);
  }

  private static double norm(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      largest = Math.max(largest, Arrays.stream(row).map(Math::abs).sum());
    }
    return largest;
  }

  private static void divide(double[][] matrix, double divisor) {
    for (double[] row : matrix) {
      for (int column = 0; column < row.length; column++) {
        row[column] /= divisor;
      }
    }
  }
}
