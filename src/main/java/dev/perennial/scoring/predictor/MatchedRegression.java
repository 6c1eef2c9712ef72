package dev.perennial.scoring.predictor;

import dev.perennial.scoring.numeric.LinearSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conditional logistic regression of cases and their matched controls (Breslow and Day, Statistical Methods in Cancer
 * Research I, 1980, ch. 7): in each set, the chance that the case is the one it is, is exp(b'x of the case) / sum of exp(b'x)
 * over the set. What is equal within a set drops out. A Gaussian prior of mean 0 and standard deviation 10 is hardly one and
 * keeps coefficients finite where the data separate. Newton steps from 0, halved where they overshoot.
 */
public final class MatchedRegression {
  private static final double PRECISION = 1 / (10.0 * 10.0);
  private static final int MAXIMUM_STEPS = 50;
  private static final double CONVERGED = 1e-9;

  private final int[] sets;
  private final boolean[] isCase;
  private final double[][] columns;
  private final double[] gradient;
  private final double[][] information;

  private MatchedRegression(int[] sets, boolean[] isCase, double[][] columns) {
    this.sets = sets;
    this.isCase = isCase;
    this.columns = columns;
    gradient = new double[columns.length];
    information = new double[columns.length][columns.length];
  }

  /**
   * A slope per column: log odds ratio per unit, with its standard error.
   *
   * @param sets number of the set per row; rows of a set stand together, one of them its case
   * @param columns finite numbers, per column one for each row
   */
  public static List<Slope> slopes(int[] sets, boolean[] isCase, double[][] columns) {
    return new MatchedRegression(sets, isCase, columns).fit();
  }

  private List<Slope> fit() {
    double[] at = new double[columns.length];
    double value = evaluate(at);
    for (int step = 0; step < MAXIMUM_STEPS; step++) {
      double[] move = LinearSystem.solve(information, gradient);
      double largest = 0;
      double share = 1;
      double[] next = moved(at, move, share);
      double reached = evaluate(next);
      while (!(reached >= value - 1e-12 * StrictMath.abs(value)) && share > 1e-6) {
        share /= 2;
        next = moved(at, move, share);
        reached = evaluate(next);
      }
      for (double one : move) {
        largest = StrictMath.max(largest, share * StrictMath.abs(one));
      }
      at = next;
      value = reached;
      if (largest < CONVERGED) {
        break;
      }
    }
    double[][] covariance = LinearSystem.inverse(information);
    List<Slope> slopes = new ArrayList<>();
    for (int column = 0; column < at.length; column++) {
      slopes.add(new Slope(at[column], StrictMath.sqrt(covariance[column][column])));
    }
    return slopes;
  }

  private static double[] moved(double[] from, double[] move, double share) {
    double[] to = from.clone();
    for (int index = 0; index < to.length; index++) {
      to[index] += share * move[index];
    }
    return to;
  }

  /** The penalised conditional log-likelihood; gradient and information are left behind. */
  private double evaluate(double[] at) {
    double value = 0;
    for (int row = 0; row < at.length; row++) {
      Arrays.fill(information[row], 0);
      gradient[row] = -PRECISION * at[row];
      information[row][row] = PRECISION;
      value -= PRECISION * at[row] * at[row] / 2;
    }
    int from = 0;
    while (from < sets.length) {
      int to = from;
      while (to < sets.length && sets[to] == sets[from]) {
        to++;
      }
      value += addSet(at, from, to);
      from = to;
    }
    return value;
  }

  private double addSet(double[] at, int from, int to) {
    int width = at.length;
    double[] weights = new double[to - from];
    double highest = Double.NEGATIVE_INFINITY;
    for (int row = from; row < to; row++) {
      for (int column = 0; column < width; column++) {
        weights[row - from] += at[column] * columns[column][row];
      }
      highest = StrictMath.max(highest, weights[row - from]);
    }
    double sum = 0;
    double ofCase = 0;
    for (int row = from; row < to; row++) {
      ofCase += isCase[row] ? weights[row - from] : 0;
      weights[row - from] = StrictMath.exp(weights[row - from] - highest);
      sum += weights[row - from];
    }
    double[] mean = new double[width];
    for (int row = from; row < to; row++) {
      weights[row - from] /= sum;
      for (int column = 0; column < width; column++) {
        double number = columns[column][row];
        mean[column] += weights[row - from] * number;
        gradient[column] += isCase[row] ? number : 0;
      }
    }
    for (int column = 0; column < width; column++) {
      gradient[column] -= mean[column];
    }
    addSpread(weights, mean, from, to);
    return ofCase - highest - StrictMath.log(sum);
  }

  /** The information of a set is the covariance of its rows under the weights. */
  private void addSpread(double[] weights, double[] mean, int from, int to) {
    double[] distance = new double[mean.length];
    for (int row = from; row < to; row++) {
      double weight = weights[row - from];
      for (int column = 0; column < mean.length; column++) {
        distance[column] = columns[column][row] - mean[column];
      }
      for (int column = 0; column < mean.length; column++) {
        double weighted = weight * distance[column];
        for (int other = 0; other < mean.length; other++) {
          information[column][other] += weighted * distance[other];
        }
      }
    }
  }
}
