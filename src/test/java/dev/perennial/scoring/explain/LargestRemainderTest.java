package dev.perennial.scoring.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  @Test
  void givesTheMissingOnesToTheLargestRemainders() {
    assertArrayEquals(
        new long[] {1, 3, -2, 0}, LargestRemainder.allocate(new double[] {1.4, 2.7, -1.6, 0}, 2));
    assertArrayEquals(
        new long[] {2, 1, 1}, LargestRemainder.allocate(new double[] {1.5, 1.5, 0.6}, 4));
  }

  @Test
  void addsUpStaysWithinOneAndLeavesZeroAlone() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 2000; round++) {
      double[] exact = new double[1 + random.nextInt(40)];
      for (int index = 0; index < exact.length; index++) {
        exact[index] = random.nextInt(5) == 0 ? 0 : random.nextDouble(-50, 50);
      }
      double sum = Arrays.stream(exact).sum();
      long total = random.nextBoolean() ? (long) Math.floor(sum) : (long) Math.ceil(sum);
      long[] rounded = LargestRemainder.allocate(exact, total);
      assertEquals(total, Arrays.stream(rounded).sum());
      for (int index = 0; index < exact.length; index++) {
        assertTrue(Math.abs(rounded[index] - exact[index]) <= 1);
        assertTrue(exact[index] != 0 || rounded[index] == 0);
      }
    }
  }

  @Test
  void refusesATotalThatIsNoRounding() {
    assertThrows(
        IllegalArgumentException.class, () -> LargestRemainder.allocate(new double[] {1.5}, 5));
    assertThrows(
        IllegalArgumentException.class, () -> LargestRemainder.allocate(new double[] {0, 0}, 1));
  }
}
