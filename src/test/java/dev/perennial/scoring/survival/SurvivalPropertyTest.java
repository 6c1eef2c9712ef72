package dev.perennial.scoring.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.numeric.Confidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What holds for any lifetimes. */
class SurvivalPropertyTest {
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  /** Weeks of remission under 6-MP and placebo, Freireich et al., Blood 21, 1963. */
  static final List<Lifetime> SIX_MP =
      Stream.concat(
              DoubleStream.of(6, 6, 6, 7, 10, 13, 16, 22, 23).mapToObj(t -> new Lifetime(t, true)),
              DoubleStream.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
                  .mapToObj(t -> new Lifetime(t, false)))
          .toList();

  private static final List<Lifetime> PLACEBO =
      DoubleStream.of(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
          .mapToObj(t -> new Lifetime(t, true))
          .toList();

  /** R: survdiff of these gives chi-squared 16.8, expected 19.3 and 10.7. */
  @Test
  void logRankOfTheRemissionTimes() {
    LogRank test = LogRank.test(List.of(SIX_MP, PLACEBO));
    assertEquals(16.79, test.test().statistic(), 0.005);
    assertEquals(19.25, test.expected().get(0), 0.005);
    assertEquals(10.75, test.expected().get(1), 0.005);
    assertEquals(List.of(9L, 21L), test.observed());
  }

  @Test
  void curvesFallAndStayWithinTheirBands() {
    RandomGenerator random = new RandomCases(1).random();
    for (int round = 0; round < 200; round++) {
      List<Lifetime> lifetimes = lifetimes(random, 1 + random.nextInt(60));
      KaplanMeier curve = KaplanMeier.of(lifetimes, LEVEL);
      double before = 1;
      for (SurvivalPoint point : curve.points()) {
        assertTrue(point.survival() < before && point.survival() >= 0);
        assertTrue(point.logLog().contains(point.survival()));
        assertTrue(point.log().contains(point.survival()));
        assertTrue(point.logLog().lower() >= 0 && point.logLog().upper() <= 1);
        before = point.survival();
      }
      double mean = curve.restrictedMean(curve.longest()).value();
      assertTrue(mean > 0 && mean <= curve.longest() + 1e-9);
      List<Lifetime> shuffled = new ArrayList<>(lifetimes);
      Collections.shuffle(shuffled, new Random(round));
      assertEquals(curve, KaplanMeier.of(shuffled, LEVEL));
      HazardTable table = HazardTable.of(PersonPeriods.expand(lifetimes, 1), LEVEL);
      assertTrue(table.rows().stream().allMatch(row -> row.interval().contains(row.hazard())));
    }
  }

  /** Whole times and periods of one unit: product-limit and life table are the same numbers. */
  @Test
  void lifeTableOfWholeTimesIsTheCurve() {
    KaplanMeier curve = KaplanMeier.of(SIX_MP, LEVEL);
    for (HazardRow row : HazardTable.of(PersonPeriods.expand(SIX_MP, 1), LEVEL).rows()) {
      assertEquals(curve.survivalAt(row.period()), row.survival(), 1e-12);
    }
  }

  @Test
  void logRankDoesNotDependOnTheOrderOfGroups() {
    RandomGenerator random = new RandomCases(2).random();
    for (int round = 0; round < 50; round++) {
      List<Lifetime> one = lifetimes(random, 20);
      List<Lifetime> two = lifetimes(random, 15);
      List<Lifetime> three = lifetimes(random, 25);
      double statistic = LogRank.test(List.of(one, two, three)).test().statistic();
      assertEquals(statistic, LogRank.test(List.of(three, one, two)).test().statistic(), 1e-9);
      assertEquals(0, LogRank.test(List.of(one, one, one)).test().statistic(), 1e-9);
    }
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    List<Lifetime> censored = List.of(new Lifetime(1, false), new Lifetime(2, false));
    assertEquals(1, KaplanMeier.of(censored, LEVEL).survivalAt(5));
    assertTrue(KaplanMeier.of(censored, LEVEL).median().isEmpty());
    assertRefused(() -> new Lifetime(0, true));
    assertRefused(() -> new Lifetime(Double.NaN, true));
    assertRefused(() -> KaplanMeier.of(List.of(), LEVEL));
    assertRefused(() -> KaplanMeier.of(SIX_MP, LEVEL).restrictedMean(99));
    assertRefused(() -> LogRank.test(List.of(SIX_MP)));
    assertRefused(() -> LogRank.test(List.of(SIX_MP, List.of())));
    assertRefused(() -> LogRank.test(List.of(censored, censored)));
    assertRefused(() -> PersonPeriods.expand(SIX_MP, 0));
    assertRefused(() -> HazardTable.of(List.of(), LEVEL));
    assertRefused(() -> ShiftedBetaGeometric.fit(100, 90));
    assertRefused(() -> ShiftedBetaGeometric.fit(100, 90, 95));
    assertRefused(() -> ShiftedBetaGeometric.fit(100, 100, 100));
    assertRefused(() -> new RepeatPurchases(0, 3, 10));
    assertRefused(() -> new RepeatPurchases(2, 11, 10));
    assertRefused(() -> BetaGeometricNbd.fit(List.of(new RepeatPurchases(0, 0, 10))));
    assertRefused(() -> GammaGamma.fit(List.of()));
  }

  private static void assertRefused(Executable executable) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    assertTrue(message.length() > 10, message);
  }

  private static List<Lifetime> lifetimes(RandomGenerator random, int count) {
    List<Lifetime> lifetimes = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      lifetimes.add(new Lifetime(1 + random.nextInt(20), random.nextInt(3) > 0));
    }
    return lifetimes;
  }
}
