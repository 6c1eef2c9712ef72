package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.LinearSystem;
import dev.perennial.scoring.numeric.TestResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Do groups differ in how long they stay? Losses seen less losses expected if every group shared one
 * hazard, U = Σ(d_g - d n_g/n), against their hypergeometric covariance: U' V^-1 U is chi-squared
 * with one degree of freedom fewer than groups (Mantel, Cancer Chemotherapy Reports 50, 1966; Peto
 * and Peto, JRSS A 135, 1972). Agrees with R's {@code survdiff}.
 *
 * @param observed losses per group
 * @param expected losses per group under one hazard
 * @param test the null hypothesis: one hazard for all
 */
public record LogRank(List<Long> observed, List<Double> expected, TestResult test) {
  public LogRank {
    observed = List.copyOf(observed);
    expected = List.copyOf(expected);
  }

  /**
   * The test of two groups or more.
   *
   * @throws IllegalArgumentException where there are fewer than two groups, one is empty, or a group
   *     was never at risk when somebody was lost
   */
  public static LogRank test(List<List<Lifetime>> groups) {
    if (groups.size() < 2 || groups.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("the log-rank test takes two groups or more, none empty");
    }
    Sums sums = new Sums(groups.size());
    for (EventTime time : EventTime.of(groups.stream().flatMap(List::stream).toList())) {
      sums.add(time, groups);
    }
    return sums.result();
  }

  private static final class Sums {
    private final long[] observed;
    private final double[] expected;
    private final double[][] covariance;

    Sums(int groups) {
      observed = new long[groups];
      expected = new double[groups];
      covariance = new double[groups][groups];
    }

    void add(EventTime time, List<List<Lifetime>> groups) {
      double[] share = new double[observed.length];
      for (int group = 0; group < share.length; group++) {
        long atRisk = 0;
        for (Lifetime lifetime : groups.get(group)) {
          atRisk += lifetime.time() >= time.time() ? 1 : 0;
          observed[group] += lifetime.ended() && lifetime.time() == time.time() ? 1 : 0;
        }
        share[group] = (double) atRisk / time.atRisk();
        expected[group] += time.events() * share[group];
      }
      if (time.atRisk() > 1) {
        addCovariance(time, share);
      }
    }

    private void addCovariance(EventTime time, double[] share) {
      double scale =
          (double) time.events() * (time.atRisk() - time.events()) / (time.atRisk() - 1);
      for (int row = 0; row < share.length; row++) {
        for (int column = 0; column < share.length; column++) {
          covariance[row][column] += scale * share[row] * ((row == column ? 1 : 0) - share[column]);
        }
      }
    }

    /** The last group follows from the others and is left out. */
    LogRank result() {
      int free = observed.length - 1;
      double[] apart = new double[free];
      double[][] reduced = new double[free][free];
      for (int row = 0; row < free; row++) {
        apart[row] = observed[row] - expected[row];
        System.arraycopy(covariance[row], 0, reduced[row], 0, free);
      }
      double[] solved;
      try {
        solved = LinearSystem.solve(reduced, apart);
      } catch (IllegalArgumentException singular) {
        throw new IllegalArgumentException(
            "a group was never at risk together with others when somebody was lost", singular);
      }
      double statistic = 0;
      for (int row = 0; row < free; row++) {
        statistic += apart[row] * solved[row];
      }
      return new LogRank(
          list(observed), list(expected), TestResult.chiSquared(Math.max(0, statistic), free));
    }

    private static List<Long> list(long[] numbers) {
      List<Long> list = new ArrayList<>();
      for (long number : numbers) {
        list.add(number);
      }
      return list;
    }

    private static List<Double> list(double[] numbers) {
      List<Double> list = new ArrayList<>();
      for (double number : numbers) {
        list.add(number);
      }
      return list;
    }
  }
}
