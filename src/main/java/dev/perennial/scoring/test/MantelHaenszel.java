package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.numeric.TestResult;
import java.util.List;

/**
 * The odds ratio common to strata, so that a mix of strata is not mistaken for an association
 * (Simpson's paradox). Mantel and Haenszel, JNCI 22, 1959.
 *
 * @param oddsRatio Σ(a d/n) / Σ(b c/n) with the interval of Robins, Breslow and Greenland
 *     (Biometrics 42, 1986)
 * @param test Cochran-Mantel-Haenszel without continuity correction, (Σ(a - E))²/ΣV, one degree of
 *     freedom; null hypothesis: the odds ratio is 1 in every stratum
 */
public record MantelHaenszel(Estimate oddsRatio, TestResult test) {
  /**
   * The common odds ratio of the strata. A stratum in which nobody or everybody was exposed, lost or
   * kept says nothing and changes nothing.
   *
   * @throws IllegalArgumentException where the strata leave the ratio 0, infinite or undefined
   */
  public static MantelHaenszel of(List<TwoByTwo> strata, Confidence confidence) {
    double ratio = ratio(strata);
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException(
          "no common odds ratio: one of the diagonals is empty in every stratum");
    }
    double factor =
        StrictMath.exp(confidence.z() * StrictMath.sqrt(logVariance(strata)));
    return new MantelHaenszel(Estimate.of(ratio, ratio / factor, ratio * factor), test(strata));
  }

  /** Σ(a d/n) / Σ(b c/n): may be 0, infinite or not a number. */
  static double ratio(List<TwoByTwo> strata) {
    return strata.stream().mapToDouble(MantelHaenszel::concordant).sum()
        / strata.stream().mapToDouble(MantelHaenszel::discordant).sum();
  }

  /** ΣPR/2R² + Σ(PS+QR)/2RS + ΣQS/2S². */
  private static double logVariance(List<TwoByTwo> strata) {
    double r = 0;
    double s = 0;
    double pr = 0;
    double mixed = 0;
    double qs = 0;
    for (TwoByTwo table : strata) {
      double p = (table.exposedLost() + table.unexposedKept()) / (double) table.total();
      double q = (table.exposedKept() + table.unexposedLost()) / (double) table.total();
      r += concordant(table);
      s += discordant(table);
      pr += p * concordant(table);
      mixed += p * discordant(table) + q * concordant(table);
      qs += q * discordant(table);
    }
    return pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s);
  }

  private static TestResult test(List<TwoByTwo> strata) {
    double difference = 0;
    double variance = 0;
    for (TwoByTwo table : strata) {
      double total = table.total();
      difference += table.exposedLost() - table.exposed() * (table.lost() / total);
      if (total > 1) {
        variance +=
            (table.exposed() / total)
                * (table.unexposed() / total)
                * table.lost()
                * (table.kept() / (total - 1));
      }
    }
    return TestResult.chiSquared(difference * difference / variance, 1);
  }

  private static double concordant(TwoByTwo table) {
    return (double) table.exposedLost() * table.unexposedKept() / table.total();
  }

  private static double discordant(TwoByTwo table) {
    return (double) table.exposedKept() * table.unexposedLost() / table.total();
  }
}
