package dev.perennial.scoring.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Tables;
import dev.perennial.scoring.calibrate.CalibrationDocument;
import dev.perennial.scoring.calibrate.CalibrationKind;
import dev.perennial.scoring.calibrate.CalibrationRule;
import dev.perennial.scoring.calibrate.CalibrationTraining;
import dev.perennial.scoring.calibrate.CompiledCalibration;
import dev.perennial.scoring.calibrate.PoolAdjacentViolators;
import dev.perennial.scoring.model.Logistic;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Reference case 12 (scikit-learn and SciPy), its numbers inline, and what the numbers are used for. */
class EvaluationCaseTest {
  private static final double[] P = {
    .05, .1, .1, .15, .2, .9, .25, .3, .35, .35, .4, .45, .5, .05, .6, .65, .7, .8, .85, .12
  };
  private static final boolean[] Y = lost(1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0);
  private static final double[] LOG_ODDS = Arrays.stream(P).map(Logistic::logOdds).toArray();

  private static boolean[] lost(int... labels) {
    boolean[] lost = new boolean[labels.length];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = labels[row] == 1;
    }
    return lost;
  }

  @Test
  void ranksAsTheReference() {
    Interval auc = Ranking.auc(P, Y);
    assertEquals(0.5572916666666667, auc.estimate(), 1e-12);
    assertTrue(auc.lower() < auc.estimate() && auc.estimate() < auc.upper());
    assertEquals(0.11458333333333348, Ranking.gini(P, Y), 1e-12);
    assertEquals(0.5548340548340548, Ranking.averagePrecision(P, Y), 1e-12);
    assertEquals(1.25, Ranking.lift(P, Y, 0.2), 1e-12);
  }

  @Test
  void measuresDistanceAsTheReference() {
    assertEquals(0.277845, Accuracy.brier(P, Y), 1e-12);
    assertEquals(0.8129437225855494, Accuracy.logLoss(LOG_ODDS, Y), 1e-12);
    assertEquals(-0.15768749999999998, Accuracy.brierSkill(P, Y), 1e-12);
    assertEquals(0.1915, Calibration.error(Calibration.equalMass(P, Y, 5)), 1e-12);
    assertEquals(0.1915, Calibration.error(Calibration.equalWidth(P, Y, 5)), 1e-12);
    assertEquals(0.2265, Calibration.error(Calibration.equalMass(P, Y, 4)), 1e-12);
    assertEquals(0.2585, Calibration.error(Calibration.equalMass(P, Y, 10)), 1e-12);
    assertEquals(0.2165, Calibration.error(Calibration.equalWidth(P, Y, 10)), 1e-12);
  }

  @Test
  void calibratesAsTheReference() {
    CalibrationDocument platt = CalibrationTraining.fit(CalibrationKind.PLATT, LOG_ODDS, Y);
    assertEquals(-0.31334462427819954, platt.parameters().get(0), 1e-6);
    assertEquals(0.16266403506278335, platt.parameters().get(1), 1e-6);
    PoolAdjacentViolators.Blocks blocks = PoolAdjacentViolators.fit(P, Y);
    double[] expected = new double[P.length];
    Arrays.fill(expected, 1 / 3.0);
    expected[5] = 1;
    Arrays.fill(expected, 15, 19, 0.5);
    assertArrayEquals(expected, Arrays.stream(P).map(blocks::rateAt).toArray(), 1e-12);
  }

  @Test
  void stabilityAgreesWithTheReference() {
    double[] expected = {.1, .2, .3, .25, .15};
    double[] actual = {.05, .15, .3, .3, .2};
    assertEquals(0.0725416441128731, Drift.stability(expected, actual), 1e-12);
    int[] before = {1000, 2000, 3000, 2500, 1500};
    assertTrue(Drift.stabilityBeyondChance(before, before) < 0);
    assertTrue(Drift.stabilityBeyondChance(before, new int[] {500, 1500, 3000, 3000, 2000}) > 0.07);
  }

  /** R 4.2, pROC 1.18 agrees on the variance by definition; here by a plain double loop. */
  @Test
  void delongsVarianceIsThatOfTheDefinition() {
    double auc = Ranking.auc(P, Y).estimate();
    double[] lostShare = new double[8];
    double[] renewedShare = new double[12];
    int l = 0;
    int r = 0;
    for (int i = 0; i < P.length; i++) {
      double sum = 0;
      for (int j = 0; j < P.length; j++) {
        if (Y[i] != Y[j]) {
          double one = Y[i] ? P[i] : P[j];
          double other = Y[i] ? P[j] : P[i];
          sum += one > other ? 1 : one == other ? 0.5 : 0;
        }
      }
      if (Y[i]) {
        lostShare[l++] = sum / 12;
      } else {
        renewedShare[r++] = sum / 8;
      }
    }
    double variance = variance(lostShare, auc) / 8 + variance(renewedShare, auc) / 12;
    double logit = Math.log(auc / (1 - auc));
    double lower = 1 / (1 + Math.exp(-(logit - 1.959963984540054 * Math.sqrt(variance) / (auc * (1 - auc)))));
    assertEquals(lower, Ranking.auc(P, Y).lower(), 1e-12);
  }

  private static double variance(double[] numbers, double mean) {
    return Arrays.stream(numbers).map(number -> (number - mean) * (number - mean)).sum() / (numbers.length - 1);
  }

  @Test
  void everyCalibrationRisesAndStaysFinite() {
    RandomGenerator random = Tables.random(8);
    double[] logOdds = random.doubles(2_000, -5, 4).toArray();
    boolean[] lost = new boolean[logOdds.length];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = random.nextDouble() < Logistic.probability(0.5 * logOdds[row] - 1);
    }
    double before = Accuracy.logLoss(logOdds, lost);
    for (CalibrationKind kind : CalibrationKind.values()) {
      CompiledCalibration fitted = new CompiledCalibration(CalibrationTraining.fit(kind, logOdds, lost));
      double last = Double.NEGATIVE_INFINITY;
      for (double at = -40; at <= 40; at += 0.01) {
        double value = fitted.apply(at);
        assertTrue(Double.isFinite(value) && value >= last, kind + " falls at " + at);
        last = value;
      }
      assertTrue(Accuracy.logLoss(Arrays.stream(logOdds).map(fitted::apply).toArray(), lost) < before, kind + "");
    }
    Calibration.Line line = Calibration.line(logOdds, lost);
    assertEquals(0.5, line.slope(), 0.06);
    assertEquals(-1, line.intercept(), 0.15);
  }

  @Test
  void theNumberOfOutcomesDecidesTheKind() {
    assertFalse(CalibrationRule.of(900, 49).enough());
    assertEquals(CalibrationKind.INTERCEPT, CalibrationRule.of(900, 99).kind());
    assertEquals(CalibrationKind.PLATT, CalibrationRule.of(900, 100).kind());
    assertEquals(CalibrationKind.BETA, CalibrationRule.of(900, 300).kind());
    assertEquals(CalibrationKind.ISOTONIC, CalibrationRule.of(1_000, 300).kind());
  }

  @Test
  void aChallengerIsPromotedWhenItIsShownToBeBetter() {
    RandomGenerator random = Tables.random(9);
    int rows = 3_000;
    double[] truth = random.doubles(rows, -4, 2).toArray();
    boolean[] lost = new boolean[rows];
    long[] customers = new long[rows];
    double[] flat = new double[rows];
    for (int row = 0; row < rows; row++) {
      lost[row] = random.nextDouble() < Logistic.probability(truth[row]);
      customers[row] = row / 3;
      flat[row] = -0.9;
    }
    Promotion better = Promotion.of(flat, truth, lost, customers, 1);
    assertTrue(better.promote(), better.reasons() + "");
    assertFalse(Promotion.of(truth, truth, lost, customers, 1).promote());
    assertFalse(Promotion.of(truth, flat, lost, customers, 1).promote());
    int few = 300;
    Promotion small = Promotion.of(
        Arrays.copyOf(flat, few), Arrays.copyOf(truth, few), Arrays.copyOf(lost, few), Arrays.copyOf(customers, few), 1);
    assertFalse(small.promote());
    assertTrue(small.reasons().getFirst().startsWith("not enough losses"));
    Evaluation judged = Evaluation.of(truth, lost, 60);
    assertEquals(1, judged.line().slope(), 0.15);
    assertTrue(judged.calibrationError() < 2 * judged.calibrationErrorByChance());
    assertFalse(Drift.observedExpected(Arrays.stream(truth).map(Logistic::probability).toArray(), lost).alarm());
    assertTrue(Drift.observedExpected(Arrays.stream(flat).map(x -> 0.1).toArray(), lost).alarm());
    assertEquals(
        PairedBootstrap.logLossDifference(flat, truth, lost, customers, 4),
        PairedBootstrap.logLossDifference(flat, truth, lost, customers, 4));
  }

  @Test
  void anAucThatIsTooGoodRaisesALeakWarning() {
    double[] knows = new double[200];
    boolean[] lost = new boolean[200];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = row % 2 == 0;
      knows[row] = lost[row] ? 2 : -2;
    }
    assertTrue(Evaluation.of(knows, lost, 60).warnings().getFirst().contains("look for a feature"));
    assertEquals(List.of(), Evaluation.of(knows, lost, 30).warnings());
  }

  @Test
  void originsTrainOnWhatWasDecidedAndJudgeWhatFallsDue() {
    long[] due = {10, 20, 30, 40, 50, 60};
    long[] decided = {9, 21, 30, 35, 55, 60};
    long[] customers = {1, 2, 1, 2, 3, 3};
    List<RollingOrigin.Split> splits =
        RollingOrigin.splits(decided, due, customers, new long[] {29, 45}, 30, 1, 1);
    assertArrayEquals(new int[] {0, 1}, splits.get(0).train());
    assertArrayEquals(new int[] {2, 3, 4}, splits.get(0).test());
    assertArrayEquals(new int[] {0, 1, 2, 3}, splits.get(1).train());
    assertArrayEquals(new int[] {4, 5}, splits.get(1).test());
    for (RollingOrigin.Split split : RollingOrigin.splits(decided, due, customers, new long[] {29, 45}, 30, 2, 1)) {
      for (int tested : split.test()) {
        assertTrue(Arrays.stream(split.train()).noneMatch(row -> customers[row] == customers[tested]));
      }
    }
  }
}
