package dev.perennial.scoring.additive;

import java.util.Arrays;

/**
 * One boosting step of a shape from the sums by place: bins of a number get a tree of up to three leaves (two
 * where a direction is declared, so that every step keeps it); silence and levels get a step each, drawn
 * to 0 by their prior.
 */
final class ShapeStep {
  private static final int NO_CUT = -1;

  private final AdditiveSpec spec;
  private final double[] sums;
  private double bestGain;

  private ShapeStep(AdditiveSpec spec, double[] sums) {
    this.spec = spec;
    this.sums = sums;
  }

  /** Writes the step by place; places without rows stay 0. */
  static void fit(AdditiveSpec spec, BinnedColumn column, double[] sums, double[] shape, double[] step) {
    Arrays.fill(step, 0);
    ShapeStep made = new ShapeStep(spec, sums);
    made.alone(column, shape, step);
    if (column.firstOrdered() < column.places()) {
      made.tree(column.firstOrdered(), column.places(), column.direction(), step);
    }
    step[BinnedColumn.NOT_CONNECTED] = Purification.mean(column, step); // what is not known counts as average
  }

  private void alone(BinnedColumn column, double[] shape, double[] step) {
    double precision = 1 / (spec.levelDeviation() * spec.levelDeviation());
    for (int place = BinnedColumn.SILENT; place < column.firstOrdered(); place++) {
      if (column.rowsAt()[place] > 0) {
        double slope = sums[2 * place] + precision * shape[place];
        step[place] = -spec.learningRate() * slope / (sums[2 * place + 1] + precision);
      }
    }
  }

  private void tree(int from, int to, int direction, double[] step) {
    int first = cut(from, to, direction);
    if (first == NO_CUT) {
      return;
    }
    int second = NO_CUT;
    if (direction == 0) {
      int left = cut(from, first, 0);
      double leftGain = bestGain;
      int right = cut(first, to, 0);
      boolean leftIsBetter = left != NO_CUT && (right == NO_CUT || leftGain >= bestGain);
      second = leftIsBetter ? left : right;
    }
    int low = second == NO_CUT ? first : StrictMath.min(first, second);
    int high = second == NO_CUT ? first : StrictMath.max(first, second);
    leaf(from, low, step);
    leaf(low, high, step);
    leaf(high, to, step);
  }

  /** The best place to cut a range; {@code bestGain} holds what it gains. */
  private int cut(int from, int to, int direction) {
    double slope = 0;
    double curvature = 0;
    for (int place = from; place < to; place++) {
      slope += sums[2 * place];
      curvature += sums[2 * place + 1];
    }
    bestGain = 0;
    int best = NO_CUT;
    double leftSlope = 0;
    double leftCurvature = 0;
    double whole = gain(slope, curvature);
    for (int place = from; place < to - 1; place++) {
      leftSlope += sums[2 * place];
      leftCurvature += sums[2 * place + 1];
      double rightSlope = slope - leftSlope;
      double rightCurvature = curvature - leftCurvature;
      if (leftCurvature < spec.minimumInformation() || rightCurvature < spec.minimumInformation()) {
        continue;
      }
      double gain = gain(leftSlope, leftCurvature) + gain(rightSlope, rightCurvature) - whole;
      double rise = value(rightSlope, rightCurvature) - value(leftSlope, leftCurvature);
      if (gain > bestGain && direction * rise >= 0) {
        bestGain = gain;
        best = place + 1;
      }
    }
    return best;
  }

  private void leaf(int from, int to, double[] step) {
    double slope = 0;
    double curvature = 0;
    for (int place = from; place < to; place++) {
      slope += sums[2 * place];
      curvature += sums[2 * place + 1];
    }
    double value = spec.learningRate() * value(slope, curvature);
    Arrays.fill(step, from, to, value);
  }

  private double value(double slope, double curvature) {
    double divisor = curvature + spec.leafPenalty();
    return divisor > 0 ? -slope / divisor : 0;
  }

  private double gain(double slope, double curvature) {
    double divisor = curvature + spec.leafPenalty();
    return divisor > 0 ? slope * slope / divisor : 0;
  }
}
