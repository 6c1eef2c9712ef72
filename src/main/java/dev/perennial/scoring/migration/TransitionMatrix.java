package dev.perennial.scoring.migration;

import dev.perennial.scoring.numeric.LinearSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Probabilities of moving from one state to another within a period, assumed to depend on the state
 * alone and to stay the same (a Markov chain; Kemeny and Snell, Finite Markov Chains, 1976; Anderson
 * and Goodman, Annals of Mathematical Statistics 28, 1957).
 */
public final class TransitionMatrix {
  private static final double SUM_TOLERANCE = 1e-9;

  private final List<String> states;
  private final double[][] probabilities;

  /**
   * @param states names, each once
   * @param probabilities rows first, each 0 to 1, each row with sum 1
   * @throws IllegalArgumentException where the matrix is not of that kind
   */
  public TransitionMatrix(List<String> states, double[][] probabilities) {
    if (states.isEmpty() || probabilities.length != states.size()) {
      throw new IllegalArgumentException("a row of probabilities is wanted for each state");
    }
    for (double[] row : probabilities) {
      boolean within = Arrays.stream(row).allMatch(p -> p >= 0 && p <= 1);
      if (row.length != states.size() || !within || !(Math.abs(sum(row) - 1) < SUM_TOLERANCE)) {
        throw new IllegalArgumentException("a row of probabilities sums to 1: " + Arrays.toString(row));
      }
    }
    this.states = List.copyOf(states);
    this.probabilities = LinearSystem.copy(probabilities);
  }

  /**
   * The maximum-likelihood estimate, count / row total. Where somebody left, LEFT is a last state that
   * is never left again; those who entered say nothing about moves.
   *
   * @throws IllegalArgumentException where nobody began in a segment: see {@link #smoothed}
   */
  public static TransitionMatrix of(MigrationCounts counts) {
    return smoothed(counts, 0);
  }

  /**
   * The mean of the posterior under a symmetric Dirichlet prior: (count + prior)/(total + states ×
   * prior).
   *
   * @param prior pseudo-customers per destination, 0 or more; 0.5 is Jeffreys'
   * @throws IllegalArgumentException where the prior is negative, or it is 0 and nobody began in a
   *     segment
   */
  public static TransitionMatrix smoothed(MigrationCounts counts, double prior) {
    if (!(prior >= 0)) {
      throw new IllegalArgumentException("a prior is 0 or more: " + prior);
    }
    List<String> states = new ArrayList<>(counts.segments());
    if (counts.open()) {
      states.add(MigrationCounts.LEFT);
    }
    double[][] rows = new double[states.size()][states.size()];
    for (int from = 0; from < counts.segments().size(); from++) {
      double total = counts.began(from) + states.size() * prior;
      if (total == 0) {
        throw new IllegalArgumentException(
            "nobody began in " + counts.segments().get(from) + ": its moves are unknown");
      }
      long[] destinations = counts.destinations(from);
      for (int to = 0; to < states.size(); to++) {
        rows[from][to] = (destinations[to] + prior) / total;
      }
    }
    if (counts.open()) {
      rows[states.size() - 1][states.size() - 1] = 1;
    }
    return new TransitionMatrix(states, rows);
  }

  public List<String> states() {
    return states;
  }

  public double probability(int from, int to) {
    return probabilities[from][to];
  }

  /** A copy of the rows. */
  public double[][] probabilities() {
    return LinearSystem.copy(probabilities);
  }

  /**
   * The probabilities over k periods, P^k.
   *
   * @throws IllegalArgumentException where k is negative
   */
  public TransitionMatrix power(int periods) {
    if (periods < 0) {
      throw new IllegalArgumentException("periods are 0 or more: " + periods);
    }
    double[][] result = LinearSystem.identity(states.size());
    double[][] square = probabilities;
    for (int left = periods; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = LinearSystem.multiply(result, square);
      }
      square = LinearSystem.multiply(square, square);
    }
    return normalised(result);
  }

  /** Rounding moves sums away from 1, doubling with every squaring; they are set right again. */
  private TransitionMatrix normalised(double[][] rows) {
    for (double[] row : rows) {
      double sum = sum(row);
      for (int to = 0; to < row.length; to++) {
        row[to] = Math.min(1, row[to] / sum);
      }
    }
    return new TransitionMatrix(states, rows);
  }

  /**
   * Shares (or numbers) of customers per state after k periods.
   *
   * @param shares per state, 0 or more
   * @throws IllegalArgumentException where their number is not that of the states or k is negative
   */
  public double[] project(double[] shares, int periods) {
    if (shares.length != states.size()) {
      throw new IllegalArgumentException("a share is wanted for each of " + states);
    }
    return LinearSystem.multiply(new double[][] {shares}, power(periods).probabilities)[0];
  }

  /**
   * Shares that a period leaves as they are, π P = π. Those of a chain that keeps swapping (period 2)
   * are its long-run averages.
   *
   * @throws IllegalArgumentException where there is more than one such distribution: two sets of
   *     states that are never left
   */
  public double[] steadyState() {
    return LongRun.steadyState(probabilities);
  }

  /**
   * How slowly the start is forgotten: the second largest modulus of the eigenvalues, by Gelfand's
   * formula ‖A^m‖^(1/m) with A = P - 1π and m = 2^50. What is left of a start after k periods shrinks
   * as its k-th power.
   *
   * @throws IllegalArgumentException where there is more than one steady state
   */
  public double secondEigenvalueModulus() {
    return LongRun.secondEigenvalueModulus(probabilities);
  }

  private static double sum(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum;
  }
}
