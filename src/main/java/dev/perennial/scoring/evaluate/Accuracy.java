package dev.perennial.scoring.evaluate;

/** How far probabilities are from what happened. */
public final class Accuracy {
  private Accuracy() {}

  /** Mean squared distance. */
  public static double brier(double[] probabilities, boolean[] lost) {
    double sum = 0;
    for (int row = 0; row < lost.length; row++) {
      double distance = probabilities[row] - (lost[row] ? 1 : 0);
      sum += distance * distance;
    }
    return sum / lost.length;
  }

  /** 1 - Brier / Brier of the loss rate of these rows. */
  public static double brierSkill(double[] probabilities, boolean[] lost) {
    double rate = Order.losses(lost) / (double) lost.length;
    return 1 - brier(probabilities, lost) / (rate * (1 - rate));
  }

  /** Mean log loss, from log-odds: exact where a probability would round to 0 or 1. */
  public static double logLoss(double[] logOdds, boolean[] lost) {
    double sum = 0;
    for (int row = 0; row < lost.length; row++) {
      sum += logLoss(logOdds[row], lost[row]);
    }
    return sum / lost.length;
  }

  /** Log loss of one row. */
  public static double logLoss(double logOdds, boolean lost) {
    double against = lost ? -logOdds : logOdds;
    return StrictMath.max(against, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(against)));
  }
}
