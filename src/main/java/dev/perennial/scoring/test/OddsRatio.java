package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;

/** Odds of loss of the exposed over the odds of the others; 1 where they are the same. */
public final class OddsRatio {
  private OddsRatio() {}

  /**
   * OR = ad/bc, interval exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d)) (Woolf, Annals of Human Genetics
   * 19, 1955).
   *
   * @throws IllegalArgumentException where a cell is empty: see {@link #haldane}
   */
  public static Estimate woolf(TwoByTwo table, Confidence confidence) {
    if (table.hasEmptyCell()) {
      throw new IllegalArgumentException("a cell is empty: the sample odds ratio has no interval");
    }
    return withAdded(table, 0, confidence);
  }

  /**
   * As {@link #woolf} with half a customer added to every cell (Haldane, Annals of Human Genetics
   * 20, 1956; Anscombe, Biometrika 43, 1956): always finite.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed
   */
  public static Estimate haldane(TwoByTwo table, Confidence confidence) {
    table.exposedRisk();
    table.unexposedRisk();
    return withAdded(table, 0.5, confidence);
  }

  private static Estimate withAdded(TwoByTwo table, double added, Confidence confidence) {
    double a = table.exposedLost() + added;
    double b = table.exposedKept() + added;
    double c = table.unexposedLost() + added;
    double d = table.unexposedKept() + added;
    double ratio = a * d / (b * c);
    double factor =
        StrictMath.exp(confidence.z() * StrictMath.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
    return Estimate.of(ratio, ratio / factor, ratio * factor);
  }
}
