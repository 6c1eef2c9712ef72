package dev.perennial.scoring.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.test.Proportion;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What holds for any programme. */
class ProgrammePropertyTest {
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  @Test
  void swappingTheArmsTurnsTheEffectRound() {
    RandomGenerator random = new RandomCases(11).random();
    for (int round = 0; round < 100; round++) {
      double[] one = random.doubles(2 + random.nextInt(30)).toArray();
      double[] two = random.doubles(2 + random.nextInt(30)).toArray();
      Effect effect = IntentionToTreat.onMean(SampleSummary.of(one), SampleSummary.of(two), LEVEL);
      Effect other = IntentionToTreat.onMean(SampleSummary.of(two), SampleSummary.of(one), LEVEL);
      assertEquals(effect.difference(), -other.difference(), 1e-12);
      assertEquals(effect.interval().lower(), -other.interval().upper(), 1e-12);
      assertEquals(effect.pValue(), other.pValue(), 1e-12);
      // The interval and the test are one statement.
      assertEquals(effect.conclusive(), effect.pValue() < 0.05);
    }
  }

  @Test
  void covariateSharpensByItsCorrelation() {
    RandomGenerator random = new RandomCases(12).random();
    int size = 4000;
    double[] covariate = random.doubles(2 * size).toArray();
    double[] outcome =
        IntStream.range(0, 2 * size)
            .mapToDouble(i -> 3 * covariate[i] + (i < size ? 0.2 : 0) + random.nextGaussian(0, 0.5))
            .toArray();
    Cuped cuped =
        Cuped.of(
            Arrays.copyOf(outcome, size),
            Arrays.copyOf(covariate, size),
            Arrays.copyOfRange(outcome, size, 2 * size),
            Arrays.copyOfRange(covariate, size, 2 * size),
            LEVEL);
    assertEquals(3, cuped.theta(), 0.1);
    assertEquals(0.75, cuped.varianceReduction(), 0.03);
    assertTrue(cuped.effect().interval().contains(0.2));
    assertEquals(StrictMath.sqrt(2 * 0.25 / size), cuped.effect().standardError(), 1e-3);
    double[] same = new double[size];
    assertEquals(0, Cuped.of(covariate, new double[2 * size], same, same, LEVEL).theta());
  }

  @Test
  void changesOfTheSameCustomersCancelWhatStays() {
    double[] before = {1, 5, 9, 4};
    double[] after = {2, 6.5, 10, 5};
    double[] otherBefore = {3, 8, 2};
    double[] otherAfter = {3.5, 8, 2.5};
    Effect effect =
        DifferenceInDifferences.ofChanges(before, after, otherBefore, otherAfter, LEVEL);
    assertEquals(1.125 - 1.0 / 3, effect.difference(), 1e-12);
    assertTrue(effect.conclusive());
  }

  @Test
  void qiniOfAnOrderAndOfItsReverse() {
    RandomGenerator random = new RandomCases(13).random();
    int size = 2000;
    double[] need = random.doubles(size).toArray();
    boolean[] treated = new boolean[size];
    double[] outcome = new double[size];
    for (int index = 0; index < size; index++) {
      treated[index] = random.nextBoolean();
      outcome[index] = random.nextDouble() < 0.1 + (treated[index] ? 0.6 * need[index] : 0) ? 1 : 0;
    }
    QiniCurve curve = QiniCurve.of(need, treated, outcome);
    RandomBand band = curve.randomBand(treated, outcome, 200, 42);
    assertEquals(band, curve.randomBand(treated, outcome, 200, 42));
    assertTrue(curve.coefficient() > band.interval().upper());
    assertEquals(1.0 / 201, band.pValue(), 1e-12);
    assertEquals(0, band.mean(), 4 * band.standardDeviation() / StrictMath.sqrt(200) + 1e-3);
    double[] reverse = Arrays.stream(need).map(value -> -value).toArray();
    assertTrue(QiniCurve.of(reverse, treated, outcome).coefficient() < band.interval().lower());
    // One prediction for all is no order at all.
    assertEquals(0, QiniCurve.of(new double[size], treated, outcome).coefficient(), 1e-12);
    assertEquals(curve.end(), curve.at(1).gain());
  }

  /** R's documentation of power.prop.test: p1 = .5, p2 = .75, power .9 needs 76.7 per group. */
  @Test
  void sampleSizes() {
    assertEquals(new SampleSize(77, 77), SampleSize.forShare(0.5, 0.25, 0.9, 0.5, LEVEL));
    // R: power.t.test(delta = 1, sd = 1, power = .9) needs 22.02, the approximation 21.98.
    assertEquals(22, SampleSize.forMean(1, 1, 0.9, 0.5, LEVEL).control());
    SampleSize uneven = SampleSize.forShare(0.2, -0.05, 0.8, 0.8, LEVEL);
    assertEquals(4.0, (double) uneven.treated() / uneven.control(), 0.01);
    double error = StrictMath.sqrt(2.0 / 22);
    assertEquals(1, SampleSize.smallestDetectable(error, 0.9, LEVEL), 0.03);
    assertRefused(() -> SampleSize.forShare(0.9, 0.2, 0.8, 0.5, LEVEL));
    assertRefused(() -> SampleSize.forShare(0.5, 0, 0.8, 0.5, LEVEL));
    assertRefused(() -> SampleSize.forMean(0, 1, 0.8, 0.5, LEVEL));
    assertRefused(() -> SampleSize.forMean(1, 1, 1, 0.5, LEVEL));
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    assertRefused(() -> SampleSummary.of(1));
    assertRefused(() -> SampleSummary.of(1, Double.NaN));
    double[] two = {1, 2};
    assertRefused(() -> Cuped.of(two, new double[] {1}, two, two, LEVEL));
    assertRefused(() -> DifferenceInDifferences.ofChanges(two, two, two, new double[3], LEVEL));
    assertRefused(() -> new DifferenceInDifferences.Shares(0.1, 1.1, 3));
    assertRefused(() -> QiniCurve.of(two, new boolean[2], two));
    assertRefused(() -> QiniCurve.of(two, new boolean[3], two));
    ProportionEffect nobody =
        IntentionToTreat.onShare(new Proportion(0, 9), new Proportion(0, 12), LEVEL);
    assertEquals(1, nobody.pValue());
    assertFalse(nobody.conclusive());
  }

  private static void assertRefused(Executable executable) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    assertTrue(message.length() > 10, message);
  }
}
