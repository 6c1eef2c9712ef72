package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;

/** Risk of the exposed over risk of the others; 1 where they are the same. */
public final class RiskRatio {
  private RiskRatio() {}

  /**
   * RR = (a/n1)/(c/n0), interval exp(ln RR ± z √(1/a - 1/n1 + 1/c - 1/n0)) (Katz, Baptista, Azen and
   * Pike, Biometrics 34, 1978). Where nobody was lost in a group, half a loss is added to both
   * groups (Pettigrew, Gart and Thomas, Biometrika 73, 1986), so that the ratio stays finite.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed, or nobody was lost
   */
  public static Estimate katz(TwoByTwo table, Confidence confidence) {
    table.exposedRisk();
    table.unexposedRisk();
    if (table.lost() == 0) {
      throw new IllegalArgumentException("nobody was lost: there is no risk ratio");
    }
    double added = table.exposedLost() == 0 || table.unexposedLost() == 0 ? 0.5 : 0;
    double exposedLost = table.exposedLost() + added;
    double exposed = table.exposed() + added;
    double unexposedLost = table.unexposedLost() + added;
    double unexposed = table.unexposed() + added;
    double ratio = (exposedLost / exposed) / (unexposedLost / unexposed);
    double variance = 1 / exposedLost - 1 / exposed + 1 / unexposedLost - 1 / unexposed;
    double factor = StrictMath.exp(confidence.z() * StrictMath.sqrt(Math.max(0, variance)));
    return Estimate.of(ratio, ratio / factor, ratio * factor);
  }
}
