package dev.perennial.scoring.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.numeric.Interval;
import dev.perennial.scoring.numeric.TestResult;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What holds for any 2×2 table, empty cells and huge counts included. */
class TwoByTwoPropertyTest {
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  @Test
  void swappingTheGroupsTurnsRatiosAndDifferencesRound() {
    RandomGenerator random = new RandomCases(4).random();
    for (int round = 0; round < 500; round++) {
      TwoByTwo table = table(random, 1 + random.nextInt(60));
      TwoByTwo swapped = table.swapped();
      assertEquals(FisherExact.pValue(table), FisherExact.pValue(swapped), 1e-12);
      assertInverse(OddsRatio.haldane(table, LEVEL), OddsRatio.haldane(swapped, LEVEL));
      assertInverse(FisherExact.oddsRatio(table, LEVEL), FisherExact.oddsRatio(swapped, LEVEL));
      assertInverse(RiskRatio.katz(table, LEVEL), RiskRatio.katz(swapped, LEVEL));
      Estimate difference = RiskDifference.newcombe(table, LEVEL);
      Estimate other = RiskDifference.newcombe(swapped, LEVEL);
      assertEquals(difference.value(), -other.value(), 1e-12);
      assertEquals(difference.interval().lower(), -other.interval().upper(), 1e-12);
    }
  }

  @Test
  void everyReportIsFiniteAndWithinItsInterval() {
    RandomGenerator random = new RandomCases(5).random();
    for (int round = 0; round < 500; round++) {
      TwoByTwo table = table(random, 1 + random.nextInt(6));
      for (Estimate estimate :
          List.of(
              ReportedOddsRatio.of(table, LEVEL).estimate(),
              RiskRatio.katz(table, LEVEL),
              RiskDifference.newcombe(table, LEVEL))) {
        assertTrue(estimate.finite());
        assertTrue(estimate.interval().contains(estimate.value()), table::toString);
      }
      double p = FisherExact.pValue(table);
      assertTrue(p > 0 && p <= 1);
      Interval wilson = table.exposedRisk().wilson(LEVEL);
      assertTrue(wilson.lower() >= 0 && wilson.upper() <= 1 && wilson.lower() < wilson.upper());
    }
  }

  @Test
  void largeCountsComeNearToWoolf() {
    TwoByTwo table = new TwoByTwo(30_000, 70_000, 18_000, 82_000);
    Estimate exact = FisherExact.oddsRatio(table, LEVEL);
    Estimate woolf = OddsRatio.woolf(table, LEVEL);
    assertEquals(woolf.value(), exact.value(), 1e-4);
    assertEquals(woolf.interval().lower(), exact.interval().lower(), 1e-3);
    assertEquals(0, FisherExact.pValue(table), 1e-300);
  }

  @Test
  void oneStratumIsTheTableItself() {
    TwoByTwo table = new TwoByTwo(12, 30, 9, 61);
    MantelHaenszel common = MantelHaenszel.of(List.of(table), LEVEL);
    Estimate woolf = OddsRatio.woolf(table, LEVEL);
    assertEquals(woolf.value(), common.oddsRatio().value(), 1e-12);
    assertEquals(woolf.interval().lower(), common.oddsRatio().interval().lower(), 1e-12);
    double pearson = PearsonChiSquared.test(table).statistic();
    assertEquals(pearson * 111 / 112, common.test().statistic(), 1e-12);
    assertEquals(
        FisherExact.oddsRatio(table, LEVEL).value(),
        FisherExact.commonOddsRatio(List.of(table), LEVEL).value(),
        1e-9);
  }

  @Test
  void strataThatSayNothingChangeNothing() {
    List<TwoByTwo> mute =
        List.of(new TwoByTwo(0, 9, 0, 9), new TwoByTwo(0, 0, 3, 4), new TwoByTwo(1, 0, 0, 0));
    List<TwoByTwo> more = Stream.concat(ContingencyCaseTest.BERKELEY.stream(), mute.stream()).toList();
    MantelHaenszel plain = MantelHaenszel.of(ContingencyCaseTest.BERKELEY, LEVEL);
    MantelHaenszel padded = MantelHaenszel.of(more, LEVEL);
    assertEquals(plain.oddsRatio().value(), padded.oddsRatio().value(), 1e-12);
    assertEquals(plain.test().statistic(), padded.test().statistic(), 1e-12);
    assertEquals(
        BreslowDay.tarone(ContingencyCaseTest.BERKELEY).pValue(),
        BreslowDay.tarone(more).pValue(),
        1e-12);
  }

  /** Each expected count solves A D = ψ B C, so strata with exactly ψ have a statistic of 0. */
  @Test
  void breslowDayIsZeroWhereStrataAgree() {
    TestResult same =
        BreslowDay.tarone(
            List.of(
                new TwoByTwo(20, 10, 10, 20),
                new TwoByTwo(40, 20, 30, 60),
                new TwoByTwo(2, 50, 1, 100)));
    assertEquals(0, same.statistic(), 1e-9);
    assertEquals(2, same.degreesOfFreedom());
    assertEquals(1, same.pValue(), 1e-9);
  }

  /** Berkeley by the formula in Python 3 with SciPy's brentq and chi2.sf. */
  @Test
  void breslowDayOfBerkeley() {
    assertEquals(18.82551370523603, BreslowDay.test(ContingencyCaseTest.BERKELEY).statistic(), 1e-8);
    TestResult tarone = BreslowDay.tarone(ContingencyCaseTest.BERKELEY);
    assertEquals(18.825501252052746, tarone.statistic(), 1e-8);
    assertEquals(0.002071401397881258, tarone.pValue(), 1e-10);
  }

  @Test
  void emptyGroupsAreRefused() {
    TwoByTwo nobodyExposed = new TwoByTwo(0, 0, 3, 4);
    TwoByTwo nobodyLost = new TwoByTwo(0, 5, 0, 4);
    assertRefused(() -> new TwoByTwo(0, 0, 0, 0));
    assertRefused(() -> new TwoByTwo(-1, 0, 3, 0));
    assertRefused(() -> new Proportion(4, 3));
    assertRefused(() -> FisherExact.pValue(nobodyExposed));
    assertRefused(() -> FisherExact.pValue(nobodyLost));
    assertRefused(() -> OddsRatio.haldane(nobodyExposed, LEVEL));
    assertRefused(() -> OddsRatio.woolf(nobodyLost, LEVEL));
    assertRefused(() -> RiskRatio.katz(nobodyLost, LEVEL));
    assertRefused(() -> RiskDifference.newcombe(nobodyExposed, LEVEL));
    assertRefused(() -> PearsonChiSquared.test(nobodyLost));
    assertRefused(() -> MantelHaenszel.of(List.of(), LEVEL));
    assertRefused(() -> MantelHaenszel.of(List.of(nobodyLost), LEVEL));
    assertRefused(() -> BreslowDay.tarone(List.of(new TwoByTwo(1, 2, 3, 4))));
    assertRefused(() -> FisherExact.commonOddsRatio(List.of(nobodyLost), LEVEL));
    assertRefused(() -> new Confidence(1));
  }

  private static void assertRefused(Executable executable) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    assertTrue(message.length() > 10, message);
  }

  private static void assertInverse(Estimate one, Estimate other) {
    assertReciprocal(one.value(), other.value());
    assertReciprocal(one.interval().lower(), other.interval().upper());
    assertReciprocal(one.interval().upper(), other.interval().lower());
  }

  private static void assertReciprocal(double one, double other) {
    if (one == 0 || other == 0) {
      assertTrue(Double.isInfinite(one + other));
    } else {
      assertEquals(1, one * other, 1e-9);
    }
  }

  /** Random cells, some of them 0, no margin empty. */
  private static TwoByTwo table(RandomGenerator random, int most) {
    while (true) {
      TwoByTwo table =
          new TwoByTwo(
              random.nextInt(most + 1),
              random.nextInt(most + 1),
              random.nextInt(most + 1),
              1 + random.nextInt(most));
      if (table.exposed() > 0 && table.unexposed() > 0 && table.lost() > 0 && table.kept() > 0) {
        return table;
      }
    }
  }
}
