package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.TestResult;
import java.util.List;

/**
 * Is the odds ratio the same in every stratum? (Breslow and Day, Statistical Methods in Cancer
 * Research 1, IARC 1980, ch. 4.4; Tarone, Biometrika 72, 1985.)
 *
 * <p>Σ(a - A)²/V over strata, A the exposed losses expected under the Mantel-Haenszel odds ratio
 * with the stratum's margins, V = 1/(1/A + 1/B + 1/C + 1/D); Tarone subtracts (Σ(a - A))²/ΣV. One
 * degree of freedom fewer than strata. A small p-value says that one number for all strata misleads.
 */
public final class BreslowDay {
  private BreslowDay() {}

  /**
   * The test with Tarone's correction; strata with an empty margin are left out.
   *
   * @throws IllegalArgumentException where fewer than two strata can be used or they leave the common
   *     odds ratio 0, infinite or undefined
   */
  public static TestResult tarone(List<TwoByTwo> strata) {
    return test(strata, true);
  }

  /** The test without the correction. See {@link #tarone}. */
  public static TestResult test(List<TwoByTwo> strata) {
    return test(strata, false);
  }

  private static TestResult test(List<TwoByTwo> strata, boolean corrected) {
    double ratio = MantelHaenszel.ratio(strata);
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("no common odds ratio to compare the strata with");
    }
    double statistic = 0;
    double difference = 0;
    double variances = 0;
    int used = 0;
    for (TwoByTwo table : strata) {
      if (table.exposed() > 0 && table.unexposed() > 0 && table.lost() > 0 && table.kept() > 0) {
        double expected = expected(table, ratio);
        double variance = variance(table, expected);
        double apart = table.exposedLost() - expected;
        statistic += apart * apart / variance;
        difference += apart;
        variances += variance;
        used++;
      }
    }
    double correction = corrected && used > 0 ? difference * difference / variances : 0;
    return TestResult.chiSquared(Math.max(0, statistic - correction), used - 1);
  }

  /** The A that solves A (n0 - m + A) = ψ (n1 - A)(m - A), in the form that does not cancel. */
  private static double expected(TwoByTwo table, double ratio) {
    double exposed = table.exposed();
    double lost = table.lost();
    double linear = table.unexposed() - lost + ratio * (exposed + lost);
    double quadratic = 1 - ratio;
    double constant = -ratio * exposed * lost;
    double root = StrictMath.sqrt(linear * linear - 4 * quadratic * constant);
    return linear >= 0
        ? -2 * constant / (linear + root)
        : (-linear + root) / (2 * quadratic);
  }

  private static double variance(TwoByTwo table, double expected) {
    double reciprocal =
        1 / expected
            + 1 / (table.exposed() - expected)
            + 1 / (table.lost() - expected)
            + 1 / (table.unexposed() - table.lost() + expected);
    return 1 / reciprocal;
  }
}
