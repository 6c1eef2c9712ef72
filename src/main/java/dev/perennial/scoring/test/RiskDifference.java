package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;

/** Risk of the exposed less risk of the others, -1 to 1. */
public final class RiskDifference {
  private RiskDifference() {}

  /**
   * a/(a+b) - c/(c+d) with Newcombe's interval; see {@link Proportion#difference}.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed
   */
  public static Estimate newcombe(TwoByTwo table, Confidence confidence) {
    return Proportion.difference(table.exposedRisk(), table.unexposedRisk(), confidence);
  }
}
