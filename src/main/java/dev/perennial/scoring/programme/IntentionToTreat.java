package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.test.PearsonChiSquared;
import dev.perennial.scoring.test.Proportion;
import dev.perennial.scoring.test.TwoByTwo;

/**
 * The effect of being assigned to an offer, everybody counted in the arm they were assigned to
 * whether or not they took it up: the comparison that random assignment makes fair.
 */
public final class IntentionToTreat {
  private IntentionToTreat() {}

  /** The effect on a share. Intervals: see {@link Proportion#difference}. */
  public static ProportionEffect onShare(
      Proportion treated, Proportion control, Confidence confidence) {
    return new ProportionEffect(
        treated,
        control,
        Proportion.difference(treated, control, confidence),
        pValue(treated, control));
  }

  private static double pValue(Proportion treated, Proportion control) {
    long successes = treated.successes() + control.successes();
    if (successes == 0 || successes == treated.trials() + control.trials()) {
      return 1;
    }
    TwoByTwo table =
        new TwoByTwo(
            treated.successes(),
            treated.trials() - treated.successes(),
            control.successes(),
            control.trials() - control.successes());
    return PearsonChiSquared.test(table).pValue();
  }

  /**
   * The effect on a mean: variances of the arms apart, degrees of freedom (v1 + v2)²/(v1²/(n1-1) +
   * v2²/(n2-1)), v = s²/n (Welch, Biometrika 34, 1947).
   */
  public static Effect onMean(SampleSummary treated, SampleSummary control, Confidence confidence) {
    double one = treated.variancePerSize();
    double two = control.variancePerSize();
    double freedom =
        (one + two)
            * (one + two)
            / (one * one / (treated.size() - 1) + two * two / (control.size() - 1));
    return Effect.student(
        treated.mean() - control.mean(), StrictMath.sqrt(one + two), freedom, confidence);
  }
}
