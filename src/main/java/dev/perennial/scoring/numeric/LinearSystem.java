package dev.perennial.scoring.numeric;

/**
 * Small dense linear systems by Gaussian elimination with partial pivoting (Golub and Van Loan,
 * Matrix Computations, 4th ed., algorithm 3.4.1). Rows first: {@code matrix[row][column]}.
 */
public final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves A x = b; neither argument is changed.
   *
   * @throws IllegalArgumentException where A is not square, b has another length or A is singular
   */
  public static double[] solve(double[][] matrix, double[] right) {
    double[][] rightColumns = new double[right.length][1];
    for (int row = 0; row < right.length; row++) {
      rightColumns[row][0] = right[row];
    }
    double[][] solved = solve(matrix, rightColumns);
    double[] solution = new double[right.length];
    for (int row = 0; row < right.length; row++) {
      solution[row] = solved[row][0];
    }
    return solution;
  }

  /** The inverse of A. See {@link #solve(double[][], double[][])}. */
  public static double[][] inverse(double[][] matrix) {
    return solve(matrix, identity(matrix.length));
  }

  /**
   * Solves A X = B; neither argument is changed.
   *
   * @throws IllegalArgumentException where A is not square, B has another height or A is singular
   */
  public static double[][] solve(double[][] matrix, double[][] right) {
    int size = matrix.length;
    if (right.length != size) {
      throw new IllegalArgumentException(size + " equations, " + right.length + " right sides");
    }
    double[][] a = copy(matrix);
    double[][] b = copy(right);
    double scale = largest(a);
    for (int column = 0; column < size; column++) {
      int pivot = pivot(a, column);
      if (!(Math.abs(a[pivot][column]) > 1e-14 * scale)) {
        throw new IllegalArgumentException("the linear system is singular");
      }
      swap(a, pivot, column);
      swap(b, pivot, column);
      eliminate(a, b, column);
    }
    return backSubstitute(a, b);
  }

  /** The product A B. */
  public static double[][] multiply(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    for (int row = 0; row < left.length; row++) {
      for (int inner = 0; inner < right.length; inner++) {
        subtract(product[row], right[inner], -left[row][inner], 0);
      }
    }
    return product;
  }

  public static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int index = 0; index < size; index++) {
      identity[index][index] = 1;
    }
    return identity;
  }

  public static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      copy[row] = matrix[row].clone();
    }
    return copy;
  }

  private static double largest(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      if (row.length != matrix.length) {
        throw new IllegalArgumentException("the matrix is not square");
      }
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  private static int pivot(double[][] a, int column) {
    int pivot = column;
    for (int row = column + 1; row < a.length; row++) {
      if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
        pivot = row;
      }
    }
    return pivot;
  }

  private static void swap(double[][] rows, int first, int second) {
    double[] held = rows[first];
    rows[first] = rows[second];
    rows[second] = held;
  }

  private static void eliminate(double[][] a, double[][] b, int column) {
    for (int row = column + 1; row < a.length; row++) {
      double factor = a[row][column] / a[column][column];
      subtract(a[row], a[column], factor, column);
      subtract(b[row], b[column], factor, 0);
    }
  }

  private static void subtract(double[] target, double[] source, double factor, int from) {
    for (int index = from; index < target.length; index++) {
      target[index] -= factor * source[index];
    }
  }

  private static double[][] backSubstitute(double[][] a, double[][] b) {
    for (int row = a.length - 1; row >= 0; row--) {
      for (int later = row + 1; later < a.length; later++) {
        subtract(b[row], b[later], a[row][later], 0);
      }
      for (int column = 0; column < b[row].length; column++) {
        b[row][column] /= a[row][row];
      }
    }
    return b;
  }
}
