package dev.perennial.scoring.migration;

import dev.perennial.scoring.numeric.LinearSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What happens before customers reach states that they never leave again: N = (I - Q)^-1, Q the moves
 * among the other states (Kemeny and Snell, Finite Markov Chains, ch. 3).
 *
 * @param transientStates the other states, in the order of the matrix
 * @param absorbingStates those that are never left, in the order of the matrix
 * @param visits N: {@code visits.get(from).get(state)}, periods expected in the state, the first one
 *     counted
 * @param expectedPeriods per transient state, periods until absorbed
 * @param endsIn {@code endsIn.get(from).get(absorbing)}, probability of ending there
 */
public record Absorption(
    List<String> transientStates,
    List<String> absorbingStates,
    List<List<Double>> visits,
    List<Double> expectedPeriods,
    List<List<Double>> endsIn) {
  /**
   * The absorption of a chain in which the given states are taken as never left, whatever their rows
   * say.
   *
   * @throws IllegalArgumentException where a state is unknown, none or all are given, or some other
   *     state never leads to them
   */
  public static Absorption of(TransitionMatrix matrix, Set<String> absorbing) {
    if (!matrix.states().containsAll(absorbing)) {
      throw new IllegalArgumentException("unknown among " + absorbing + ": states are " + matrix.states());
    }
    List<Integer> staying = positions(matrix, absorbing, false);
    List<Integer> ending = positions(matrix, absorbing, true);
    if (staying.isEmpty() || ending.isEmpty()) {
      throw new IllegalArgumentException("some states absorb and some do not");
    }
    double[][] visits = visits(matrix, staying);
    double[][] ends = LinearSystem.multiply(visits, part(matrix, staying, ending));
    return new Absorption(
        names(matrix, staying), names(matrix, ending), lists(visits), sums(visits), lists(ends));
  }

  private static double[][] visits(TransitionMatrix matrix, List<Integer> staying) {
    double[][] remaining = part(matrix, staying, staying);
    for (int row = 0; row < remaining.length; row++) {
      for (int column = 0; column < remaining.length; column++) {
        remaining[row][column] = (row == column ? 1 : 0) - remaining[row][column];
      }
    }
    try {
      return LinearSystem.inverse(remaining);
    } catch (IllegalArgumentException singular) {
      throw new IllegalArgumentException("some states never lead to the absorbing ones", singular);
    }
  }

  private static List<Integer> positions(
      TransitionMatrix matrix, Set<String> absorbing, boolean wanted) {
    List<Integer> positions = new ArrayList<>();
    for (int state = 0; state < matrix.states().size(); state++) {
      if (absorbing.contains(matrix.states().get(state)) == wanted) {
        positions.add(state);
      }
    }
    return positions;
  }

  private static double[][] part(
      TransitionMatrix matrix, List<Integer> rows, List<Integer> columns) {
    double[][] part = new double[rows.size()][columns.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        part[row][column] = matrix.probability(rows.get(row), columns.get(column));
      }
    }
    return part;
  }

  private static List<String> names(TransitionMatrix matrix, List<Integer> positions) {
    return positions.stream().map(matrix.states()::get).toList();
  }

  private static List<Double> sums(double[][] rows) {
    return lists(rows).stream()
        .map(row -> row.stream().reduce(0.0, Double::sum))
        .toList();
  }

  private static List<List<Double>> lists(double[][] rows) {
    List<List<Double>> lists = new ArrayList<>();
    for (double[] row : rows) {
      lists.add(Arrays.stream(row).boxed().toList());
    }
    return List.copyOf(lists);
  }
}
