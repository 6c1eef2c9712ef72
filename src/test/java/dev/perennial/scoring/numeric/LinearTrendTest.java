package dev.perennial.scoring.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Numbers by scipy.stats.linregress and scipy.stats.t. */
class LinearTrendTest {
  @Test
  void fitsByLeastSquares() {
    LinearTrend trend = LinearTrend.of(new double[] {0, 1, 2, 4}, new double[] {1, 3, 2, 7});
    assertEquals(1.4, trend.slope(), 1e-12);
    assertEquals(0.8, trend.intercept(), 1e-12);
    assertEquals(0.45355736761107285, trend.standardError(), 1e-12);
    assertEquals(2, trend.degreesOfFreedom());
    assertEquals(-0.5514998458497629, trend.interval(Confidence.NINETY_FIVE).lower(), 1e-9);
    assertEquals(3.3514998458497627, trend.interval(Confidence.NINETY_FIVE).upper(), 1e-9);
    assertEquals(7.8, trend.at(5), 1e-12);
  }

  @Test
  void refusesWhatHasNoTrend() {
    assertThrows(IllegalArgumentException.class, () -> LinearTrend.of(new double[] {0, 1}, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> LinearTrend.of(new double[] {0, 1, 2}, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> LinearTrend.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}));
  }
}
