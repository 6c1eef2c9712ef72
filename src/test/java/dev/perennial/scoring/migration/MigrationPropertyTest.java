package dev.perennial.scoring.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What holds for any moves. */
class MigrationPropertyTest {
  private static final List<String> NAMES = List.of("A", "B", "C");
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  @Test
  void rowsSumToOneAndCustomersAreKept() {
    RandomGenerator random = new RandomCases(8).random();
    for (int round = 0; round < 200; round++) {
      MigrationCounts counts = counts(random, round % 2 == 0);
      TransitionMatrix matrix = TransitionMatrix.of(counts);
      for (int periods = 0; periods < 40; periods += 7) {
        for (double[] row : matrix.power(periods).probabilities()) {
          assertEquals(1, Arrays.stream(row).sum(), 1e-12);
        }
      }
      double[] start = IntStream.range(0, matrix.states().size()).mapToDouble(i -> 10 * i).toArray();
      assertEquals(
          Arrays.stream(start).sum(), Arrays.stream(matrix.project(start, 9)).sum(), 1e-9);
      double[] steady = matrix.steadyState();
      assertArrayEquals(steady, matrix.project(steady, 3), 1e-12);
      assertTrue(matrix.secondEigenvalueModulus() < 1);
      long net = IntStream.range(0, 3).mapToLong(counts::net).sum();
      assertEquals(sum(counts.entered()) - sum(counts.left()), net);
    }
  }

  @Test
  void everyoneEndsWhereNobodyLeaves() {
    RandomGenerator random = new RandomCases(9).random();
    for (int round = 0; round < 50; round++) {
      TransitionMatrix matrix = TransitionMatrix.of(counts(random, true));
      Absorption absorption = Absorption.of(matrix, Set.of(MigrationCounts.LEFT));
      assertEquals(1, matrix.steadyState()[3], 1e-9);
      for (int from = 0; from < 3; from++) {
        assertEquals(1, absorption.endsIn().get(from).getFirst(), 1e-9);
        assertTrue(absorption.expectedPeriods().get(from) >= 1);
      }
    }
  }

  @Test
  void intervalsHoldThePosteriorMeanAndNarrow() {
    MigrationCounts few = MigrationCounts.closed(NAMES, moves(8, 2, 0, 1, 7, 2, 0, 3, 7));
    MigrationCounts many = MigrationCounts.closed(NAMES, moves(800, 200, 0, 100, 700, 200, 0, 300, 700));
    for (int to = 0; to < 3; to++) {
      Estimate wide = MigrationIntervals.moving(few, 0, to, MigrationIntervals.JEFFREYS, LEVEL);
      Estimate narrow = MigrationIntervals.moving(many, 0, to, MigrationIntervals.JEFFREYS, LEVEL);
      assertTrue(wide.interval().contains(wide.value()));
      assertTrue(width(wide) > width(narrow));
    }
    // Beta(2.5, 9): mean 2.5/11.5.
    assertEquals(
        2.5 / 11.5,
        MigrationIntervals.moving(few, 0, 1, MigrationIntervals.JEFFREYS, LEVEL).value(),
        1e-12);
    assertEquals(
        2.5 / 11.5, TransitionMatrix.smoothed(few, MigrationIntervals.JEFFREYS).probability(0, 1), 1e-12);
  }

  @Test
  void periodsThatAreAlikeAreTold() {
    MigrationCounts one = MigrationCounts.closed(NAMES, moves(80, 20, 0, 10, 70, 20, 0, 30, 70));
    MigrationCounts other = MigrationCounts.closed(NAMES, moves(50, 50, 0, 10, 70, 20, 0, 30, 70));
    assertEquals(0, Homogeneity.test(List.of(one, one)).statistic(), 1e-12);
    assertEquals(4, Homogeneity.test(List.of(one, one)).degreesOfFreedom());
    // Only the first row differs: Pearson of {80, 20; 50, 50} is 200 x 3000²/(100 x 100 x 130 x 70).
    assertEquals(
        200 * 9e6 / (1e4 * 130 * 70), Homogeneity.test(List.of(one, other)).statistic(), 1e-9);
    assertTrue(Homogeneity.test(List.of(one, other)).pValue() < 0.01);
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    MigrationCounts nobodyInB = MigrationCounts.closed(NAMES, moves(8, 2, 0, 0, 0, 0, 0, 3, 7));
    assertRefused(() -> TransitionMatrix.of(nobodyInB));
    assertEquals(1.0 / 3, TransitionMatrix.smoothed(nobodyInB, 0.5).probability(1, 0), 1e-12);
    assertRefused(() -> MigrationCounts.closed(List.of("A", "A"), List.of()));
    assertRefused(() -> MigrationCounts.closed(NAMES, moves(1, 2, -1, 0, 0, 0, 0, 3, 7)));
    assertRefused(() -> new TransitionMatrix(List.of("A"), new double[][] {{0.9}}));
    TransitionMatrix apart = new TransitionMatrix(List.of("A", "B"), new double[][] {{1, 0}, {0, 1}});
    assertRefused(apart::steadyState);
    assertRefused(() -> Absorption.of(apart, Set.of("A")));
    assertRefused(() -> Absorption.of(apart, Set.of("C")));
    assertRefused(() -> Absorption.of(apart, Set.of("A", "B")));
    assertRefused(() -> apart.power(-1));
    assertRefused(() -> Homogeneity.test(List.of(nobodyInB)));
    assertRefused(() -> MigrationIntervals.moving(nobodyInB, 0, 0, 0, LEVEL));
  }

  private static void assertRefused(Executable executable) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    assertTrue(message.length() > 10, message);
  }

  private static double width(Estimate estimate) {
    return estimate.interval().upper() - estimate.interval().lower();
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static MigrationCounts counts(RandomGenerator random, boolean open) {
    long[] moved = random.longs(9, 1, 50).toArray();
    List<Long> entered = Stream.generate(() -> random.nextLong(9)).limit(3).toList();
    List<Long> left = Stream.generate(() -> open ? 1 + random.nextLong(9) : 0L).limit(3).toList();
    return new MigrationCounts(NAMES, moves(moved), entered, left);
  }

  private static List<List<Long>> moves(long... cells) {
    return IntStream.range(0, 3)
        .mapToObj(row -> Arrays.stream(cells, 3 * row, 3 * row + 3).boxed().toList())
        .toList();
  }
}
