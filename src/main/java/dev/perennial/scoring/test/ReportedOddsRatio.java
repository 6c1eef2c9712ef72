package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;

/**
 * The odds ratio to be shown: conditional maximum likelihood with its exact interval where all three
 * are finite, Haldane's otherwise, so that a report never holds an infinity.
 *
 * @param method which of the two it is
 * @param estimate finite
 */
public record ReportedOddsRatio(Method method, Estimate estimate) {
  /** How an odds ratio was estimated. */
  public enum Method {
    CONDITIONAL_MAXIMUM_LIKELIHOOD,
    HALDANE
  }

  /**
   * The odds ratio of a table.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed, lost or kept
   */
  public static ReportedOddsRatio of(TwoByTwo table, Confidence confidence) {
    Estimate conditional = FisherExact.oddsRatio(table, confidence);
    return conditional.finite()
        ? new ReportedOddsRatio(Method.CONDITIONAL_MAXIMUM_LIKELIHOOD, conditional)
        : new ReportedOddsRatio(Method.HALDANE, OddsRatio.haldane(table, confidence));
  }
}
