package dev.perennial.scoring.model;

/** The logistic function and its inverse, reproducible to the bit. */
public final class Logistic {
  private Logistic() {}

  /** Probability of log-odds: 1/(1+e^-x), written so that e^|x| never overflows. */
  public static double probability(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + StrictMath.exp(-logOdds));
    }
    double odds = StrictMath.exp(logOdds);
    return odds / (1 + odds);
  }

  /** Log-odds of a probability: ln(p/(1-p)). */
  public static double logOdds(double probability) {
    return StrictMath.log(probability) - StrictMath.log1p(-probability);
  }
}
