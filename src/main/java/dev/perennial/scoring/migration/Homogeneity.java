package dev.perennial.scoring.migration;

import dev.perennial.scoring.numeric.TestResult;
import java.util.Arrays;
import java.util.List;

/**
 * Were the probabilities of moving the same in every period? Per segment, a table of periods ×
 * destinations; the sum of their Pearson statistics is chi-squared with Σ (periods - 1)(destinations
 * - 1) degrees of freedom, periods and destinations that hold nobody left out (Anderson and Goodman,
 * Annals of Mathematical Statistics 28, 1957). A small p-value says that one matrix must not be
 * extrapolated.
 */
public final class Homogeneity {
  private Homogeneity() {}

  /**
   * The test over two periods or more.
   *
   * @throws IllegalArgumentException where there are fewer, their segments differ, or no segment holds
   *     enough moves to compare
   */
  public static TestResult test(List<MigrationCounts> periods) {
    if (periods.size() < 2) {
      throw new IllegalArgumentException("two periods or more are compared");
    }
    List<String> segments = periods.getFirst().segments();
    if (periods.stream().anyMatch(period -> !period.segments().equals(segments))) {
      throw new IllegalArgumentException("periods with the same segments are compared");
    }
    double statistic = 0;
    int degrees = 0;
    for (int from = 0; from < segments.size(); from++) {
      int segment = from;
      List<long[]> rows =
          periods.stream()
              .map(period -> period.destinations(segment))
              .filter(row -> Arrays.stream(row).sum() > 0)
              .toList();
      long[] totals = totals(rows, segments.size() + 1);
      int used = (int) Arrays.stream(totals).filter(total -> total > 0).count();
      if (rows.size() > 1 && used > 1) {
        statistic += pearson(rows, totals);
        degrees += (rows.size() - 1) * (used - 1);
      }
    }
    return TestResult.chiSquared(statistic, degrees);
  }

  private static long[] totals(List<long[]> rows, int destinations) {
    long[] totals = new long[destinations];
    for (long[] row : rows) {
      for (int to = 0; to < destinations; to++) {
        totals[to] += row[to];
      }
    }
    return totals;
  }

  private static double pearson(List<long[]> rows, long[] totals) {
    double all = Arrays.stream(totals).sum();
    double statistic = 0;
    for (long[] row : rows) {
      double share = Arrays.stream(row).sum() / all;
      for (int to = 0; to < totals.length; to++) {
        if (totals[to] > 0) {
          double expected = share * totals[to];
          statistic += (row[to] - expected) * (row[to] - expected) / expected;
        }
      }
    }
    return statistic;
  }
}
