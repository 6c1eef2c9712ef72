package dev.perennial.scoring.additive;

import java.util.Arrays;

/**
 * One boosting step of a pair: a tree that cuts one column and then the other on either side, in the better
 * of the two orders. The same tree on residuals measures how much a pair has to say.
 */
final class PairStep {
  private static final int NO_CUT = -1;

  private final AdditiveSpec spec;
  private final double[] sums;
  private final int firstGroups;
  private final int secondGroups;

  // Sums along the second axis on one side of a cut of the first, and what one scan of them finds.
  private double[] sideSlope = new double[0];
  private double[] sideCurvature = new double[0];
  private double scanGain;
  private double scanWhole;

  private double bestGain;
  private double bestSingle;
  private boolean bestTurned;
  private int bestCut = NO_CUT;
  private int bestLow = NO_CUT;
  private int bestHigh = NO_CUT;

  private PairStep(AdditiveSpec spec, double[] sums, int firstGroups, int secondGroups) {
    this.spec = spec;
    this.sums = sums;
    this.firstGroups = firstGroups;
    this.secondGroups = secondGroups;
  }

  /** Writes the step by cell; the cell after the last is for rows outside the table and stays 0. */
  static void fit(AdditiveSpec spec, double[] sums, int firstGroups, int secondGroups, double[] step) {
    Arrays.fill(step, 0);
    PairStep made = new PairStep(spec, sums, firstGroups, secondGroups);
    made.search();
    made.write(step);
  }

  /** What the best tree gains beyond the best cut of one column alone. */
  static double interaction(AdditiveSpec spec, double[] sums, int firstGroups, int secondGroups) {
    PairStep made = new PairStep(spec, sums, firstGroups, secondGroups);
    made.search();
    return made.bestCut == NO_CUT ? 0 : made.bestGain - made.bestSingle;
  }

  private void search() {
    search(false);
    search(true);
  }

  private void search(boolean turned) {
    int outer = turned ? secondGroups : firstGroups;
    int inner = turned ? firstGroups : secondGroups;
    double[] allSlope = new double[inner];
    double[] allCurvature = new double[inner];
    for (int one = 0; one < outer; one++) {
      for (int other = 0; other < inner; other++) {
        allSlope[other] += sums[2 * cell(turned, one, other)];
        allCurvature[other] += sums[2 * cell(turned, one, other) + 1];
      }
    }
    double[] lowSlope = new double[inner];
    double[] lowCurvature = new double[inner];
    double[] highSlope = new double[inner];
    double[] highCurvature = new double[inner];
    scan(allSlope, allCurvature);
    double whole = scanWhole;
    for (int cut = 1; cut < outer; cut++) {
      for (int other = 0; other < inner; other++) {
        lowSlope[other] += sums[2 * cell(turned, cut - 1, other)];
        lowCurvature[other] += sums[2 * cell(turned, cut - 1, other) + 1];
        highSlope[other] = allSlope[other] - lowSlope[other];
        highCurvature[other] = allCurvature[other] - lowCurvature[other];
      }
      int low = scan(lowSlope, lowCurvature);
      double gain = scanGain - whole;
      double single = scanWhole - whole;
      if (low == TOO_SMALL) {
        continue;
      }
      int high = scan(highSlope, highCurvature);
      if (high == TOO_SMALL) {
        continue;
      }
      gain += scanGain;
      single += scanWhole;
      bestSingle = StrictMath.max(bestSingle, single);
      if (gain > bestGain) {
        bestGain = gain;
        bestTurned = turned;
        bestCut = cut;
        bestLow = low;
        bestHigh = high;
      }
    }
  }

  private static final int TOO_SMALL = -2;

  /** The best cut along one side; {@code scanGain} holds the gain with it, {@code scanWhole} without. */
  private int scan(double[] slopes, double[] curvatures) {
    sideSlope = slopes;
    sideCurvature = curvatures;
    double slope = 0;
    double curvature = 0;
    for (int index = 0; index < slopes.length; index++) {
      slope += slopes[index];
      curvature += curvatures[index];
    }
    scanWhole = gain(slope, curvature);
    scanGain = scanWhole;
    if (curvature < spec.minimumInformation()) {
      return TOO_SMALL;
    }
    int best = NO_CUT;
    double leftSlope = 0;
    double leftCurvature = 0;
    for (int index = 1; index < slopes.length; index++) {
      leftSlope += sideSlope[index - 1];
      leftCurvature += sideCurvature[index - 1];
      double rightCurvature = curvature - leftCurvature;
      if (leftCurvature < spec.minimumInformation() || rightCurvature < spec.minimumInformation()) {
        continue;
      }
      double gain = gain(leftSlope, leftCurvature) + gain(slope - leftSlope, rightCurvature);
      if (gain > scanGain) {
        scanGain = gain;
        best = index;
      }
    }
    return best;
  }

  private void write(double[] step) {
    if (bestCut == NO_CUT) {
      return;
    }
    int outer = bestTurned ? secondGroups : firstGroups;
    writeSide(0, bestCut, bestLow, step);
    writeSide(bestCut, outer, bestHigh, step);
  }

  private void writeSide(int from, int to, int cut, double[] step) {
    int inner = bestTurned ? firstGroups : secondGroups;
    int middle = cut == NO_CUT ? inner : cut;
    writeLeaf(from, to, 0, middle, step);
    writeLeaf(from, to, middle, inner, step);
  }

  private void writeLeaf(int from, int to, int innerFrom, int innerTo, double[] step) {
    double slope = 0;
    double curvature = 0;
    for (int one = from; one < to; one++) {
      for (int other = innerFrom; other < innerTo; other++) {
        slope += sums[2 * cell(bestTurned, one, other)];
        curvature += sums[2 * cell(bestTurned, one, other) + 1];
      }
    }
    double divisor = curvature + spec.leafPenalty();
    double value = divisor > 0 ? -spec.learningRate() * slope / divisor : 0;
    for (int one = from; one < to; one++) {
      for (int other = innerFrom; other < innerTo; other++) {
        step[cell(bestTurned, one, other)] = value;
      }
    }
  }

  private int cell(boolean turned, int outer, int inner) {
    return turned ? inner * secondGroups + outer : outer * secondGroups + inner;
  }

  private double gain(double slope, double curvature) {
    double divisor = curvature + spec.leafPenalty();
    return divisor > 0 ? slope * slope / divisor : 0;
  }
}
