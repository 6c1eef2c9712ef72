package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.TestResult;

/** Pearson's test of no association in a 2×2 table; for large counts, see {@link FisherExact}. */
public final class PearsonChiSquared {
  private PearsonChiSquared() {}

  /**
   * X² = n (ad - bc)² / (product of the margins), one degree of freedom (Pearson, Philosophical
   * Magazine 50, 1900).
   *
   * @throws IllegalArgumentException where a margin is empty
   */
  public static TestResult test(TwoByTwo table) {
    return test(table, 0);
  }

  /**
   * The same with |ad - bc| lessened by n/2, not below 0 (Yates, Supplement to the JRSS 1, 1934).
   *
   * @throws IllegalArgumentException where a margin is empty
   */
  public static TestResult yates(TwoByTwo table) {
    return test(table, table.total() / 2.0);
  }

  private static TestResult test(TwoByTwo table, double correction) {
    double margins = (double) table.exposed() * table.unexposed() * table.lost() * table.kept();
    if (margins == 0) {
      throw new IllegalArgumentException("a margin of the table is empty: nothing to test");
    }
    double product =
        (double) table.exposedLost() * table.unexposedKept()
            - (double) table.exposedKept() * table.unexposedLost();
    double corrected = Math.max(0, Math.abs(product) - correction);
    return TestResult.chiSquared(table.total() * corrected * corrected / margins, 1);
  }
}
