package dev.perennial.scoring.additive;

import dev.perennial.scoring.model.Logistic;

/**
 * The state of boosting: log-odds of every row, and the gradient and curvature of the loss; both are 0 for rows
 * held out, which therefore teach nothing. Within a round the gradient follows the log-odds linearly (one
 * quadratic model a round, as Newton's method has it), so no exponential is needed per column.
 */
final class Rows {
  final boolean[] lost;
  final double[] logOdds;
  final double[] gradient;
  final double[] curvature;
  private final boolean[] heldOut;

  Rows(boolean[] lost, double[] logOdds, boolean[] heldOut) {
    this.lost = lost;
    this.logOdds = logOdds;
    this.heldOut = heldOut;
    gradient = new double[lost.length];
    curvature = new double[lost.length];
  }

  /** Sets gradient and curvature exactly; gives the mean log loss of the rows held out. */
  double refresh() {
    double loss = 0;
    int held = 0;
    for (int row = 0; row < lost.length; row++) {
      double at = logOdds[row];
      if (heldOut[row]) {
        double against = lost[row] ? -at : at;
        loss += StrictMath.max(against, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(against)));
        held++;
      } else {
        double probability = Logistic.probability(at);
        gradient[row] = probability - (lost[row] ? 1 : 0);
        curvature[row] = probability * (1 - probability);
      }
    }
    return held == 0 ? 0 : loss / held;
  }

  /** Adds the step of one column to every row and sums gradient and curvature by place of the next. */
  void stepAndSum(byte[] stepped, double[] step, byte[] next, double[] sums) {
    java.util.Arrays.fill(sums, 0);
    for (int row = 0; row < lost.length; row++) {
      double moved = step[stepped[row] & 0xFF];
      double slope = gradient[row] + curvature[row] * moved;
      logOdds[row] += moved;
      gradient[row] = slope;
      int place = (next[row] & 0xFF) << 1;
      sums[place] += slope;
      sums[place + 1] += curvature[row];
    }
  }

  /** The same for pairs, whose tables have more places. */
  void stepAndSum(short[] stepped, double[] step, short[] next, double[] sums) {
    java.util.Arrays.fill(sums, 0);
    for (int row = 0; row < lost.length; row++) {
      double moved = step[stepped[row]];
      double slope = gradient[row] + curvature[row] * moved;
      logOdds[row] += moved;
      gradient[row] = slope;
      int place = next[row] << 1;
      sums[place] += slope;
      sums[place + 1] += curvature[row];
    }
  }
}
