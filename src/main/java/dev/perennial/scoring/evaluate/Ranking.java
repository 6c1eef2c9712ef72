package dev.perennial.scoring.evaluate;

/** How well scores put losses before renewals. Only the order of the scores matters. */
public final class Ranking {
  private Ranking() {}

  /**
   * Area under the ROC curve, P(s1 &gt; s0) + P(tie)/2, with DeLong's interval built on its logit, so that it
   * stays within 0 to 1. NaN with outcomes of one kind.
   */
  public static Interval auc(double[] scores, boolean[] lost) {
    int losses = Order.losses(lost);
    int renewals = lost.length - losses;
    if (losses == 0 || renewals == 0) {
      return Interval.NONE;
    }
    double[] midRanks = midRanks(scores, null);
    double[] withinLosses = midRanks(scores, only(lost, true));
    double[] withinRenewals = midRanks(scores, only(lost, false));
    double rankSum = 0;
    for (int row = 0; row < lost.length; row++) {
      rankSum += lost[row] ? midRanks[row] : 0;
    }
    double auc = (rankSum - losses * (losses + 1.0) / 2) / ((double) losses * renewals);
    double lostSquares = 0;
    double renewedSquares = 0;
    for (int row = 0; row < lost.length; row++) {
      if (lost[row]) {
        double share = (midRanks[row] - withinLosses[row]) / renewals;
        lostSquares += (share - auc) * (share - auc);
      } else {
        double share = 1 - (midRanks[row] - withinRenewals[row]) / losses;
        renewedSquares += (share - auc) * (share - auc);
      }
    }
    double variance =
        lostSquares / StrictMath.max(1, losses - 1) / losses
            + renewedSquares / StrictMath.max(1, renewals - 1) / renewals;
    return interval(auc, StrictMath.sqrt(variance));
  }

  private static Interval interval(double auc, double deviation) {
    if (auc <= 0 || auc >= 1 || deviation == 0) {
      return new Interval(auc, auc, auc);
    }
    double logit = StrictMath.log(auc / (1 - auc));
    double margin = Interval.Z_95 * deviation / (auc * (1 - auc));
    return new Interval(
        auc, 1 / (1 + StrictMath.exp(margin - logit)), 1 / (1 + StrictMath.exp(-margin - logit)));
  }

  private static boolean[] only(boolean[] lost, boolean wanted) {
    boolean[] only = new boolean[lost.length];
    for (int row = 0; row < lost.length; row++) {
      only[row] = lost[row] == wanted;
    }
    return only;
  }

  /** Ranks from 1, ties sharing their mean; 0 for rows that do not count. */
  private static double[] midRanks(double[] scores, boolean @org.jspecify.annotations.Nullable [] counts) {
    double[] ranks = new double[scores.length];
    int[] order = Order.ascending(scores);
    double before = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      int tied = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tied += counts == null || counts[order[to]] ? 1 : 0;
        to++;
      }
      for (int index = from; index < to; index++) {
        boolean counted = counts == null || counts[order[index]];
        ranks[order[index]] = counted ? before + (tied + 1) / 2.0 : 0;
      }
      before += tied;
      from = to;
    }
    return ranks;
  }

  /** Gini coefficient, 2 AUC - 1. */
  public static double gini(double[] scores, boolean[] lost) {
    return 2 * auc(scores, lost).estimate() - 1;
  }

  /** Mean precision over the recall steps; ties enter together. */
  public static double averagePrecision(double[] scores, boolean[] lost) {
    int[] order = Order.descending(scores);
    int losses = Order.losses(lost);
    double sum = 0;
    int hits = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      int hitsHere = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        hitsHere += lost[order[to]] ? 1 : 0;
        to++;
      }
      hits += hitsHere;
      sum += (double) hitsHere / losses * hits / to;
      from = to;
    }
    return losses == 0 ? Double.NaN : sum;
  }

  /**
   * Loss rate among the highest scores over the loss rate of all.
   *
   * @param share share of the rows looked at, rounded up; equal scores in the order given
   */
  public static double lift(double[] scores, boolean[] lost, double share) {
    int top = (int) StrictMath.ceil(share * lost.length);
    int[] order = Order.descending(scores);
    int hits = 0;
    for (int index = 0; index < top; index++) {
      hits += lost[order[index]] ? 1 : 0;
    }
    int losses = Order.losses(lost);
    return losses == 0 || top == 0 ? Double.NaN : (double) hits / top / ((double) losses / lost.length);
  }
}
