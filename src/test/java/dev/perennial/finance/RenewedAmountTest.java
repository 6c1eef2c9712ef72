package dev.perennial.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RenewedAmountTest {
  @Test
  void oneDecisionIsAllOrNothing() {
    Quantiles likely = RenewedAmount.exact(new double[] {100}, new double[] {0.05});
    assertEquals(100, likely.p10(), "lost with 5% only");
    assertEquals(100, likely.p90());
    Quantiles unlikely = RenewedAmount.exact(new double[] {100}, new double[] {0.6});
    assertEquals(0, unlikely.p10());
    assertEquals(0, unlikely.p50());
    assertEquals(100, unlikely.p90());
    assertEquals(QuantileMethod.EXACT, unlikely.method());
  }

  /** Four coins: 0, 1, 2, 3, 4 with 1/16, 4/16, 6/16, 4/16, 1/16; cumulated 0.0625, 0.3125, 0.6875, 0.9375, 1. */
  @Test
  void equalDecisionsAreBinomial() {
    Quantiles coins = RenewedAmount.exact(new double[] {1, 1, 1, 1}, new double[] {0.5, 0.5, 0.5, 0.5});
    assertEquals(1, coins.p10());
    assertEquals(2, coins.p50());
    assertEquals(3, coins.p90());
  }

  @Test
  void nothingAndCertaintyHaveNoSpread() {
    Quantiles nothing = RenewedAmount.exact(new double[0], new double[0]);
    assertEquals(0, nothing.p10());
    assertEquals(0, nothing.p90());
    Quantiles sure = RenewedAmount.normal(50, 0, 50);
    assertEquals(50, sure.p10());
    assertEquals(50, sure.p90());
  }

  /** 1.2815515655446004 is the 90% point of the standard normal distribution (R: qnorm(0.9)). */
  @Test
  void normalQuantilesAreThoseOfR() {
    Quantiles normal = RenewedAmount.normal(1000, 10_000, 5000);
    assertEquals(1000 - 128.15515655446004, normal.p10(), 1e-9);
    assertEquals(1000, normal.p50(), 1e-9);
    assertEquals(1000 + 128.15515655446004, normal.p90(), 1e-9);
    assertEquals(QuantileMethod.NORMAL_APPROXIMATION, normal.method());
    Quantiles clipped = RenewedAmount.normal(10, 10_000, 100);
    assertEquals(0, clipped.p10(), "never below nothing");
    assertEquals(100, clipped.p90(), "never above everything");
  }

  @Test
  void theApproximationIsCloseWhereBothApply() {
    double[] amounts = {12, 9, 15, 11, 8, 14, 10, 13, 9, 12, 11, 10};
    double[] losses = {0.1, 0.2, 0.3, 0.15, 0.25, 0.1, 0.35, 0.2, 0.4, 0.1, 0.2, 0.3};
    double mean = 0;
    double variance = 0;
    double most = 0;
    for (int i = 0; i < amounts.length; i++) {
      mean += RenewedAmount.mean(amounts[i], losses[i]);
      variance += RenewedAmount.variance(amounts[i], losses[i]);
      most += amounts[i];
    }
    Quantiles exact = RenewedAmount.exact(amounts, losses);
    Quantiles normal = RenewedAmount.normal(mean, variance, most);
    assertEquals(exact.p50(), normal.p50(), 0.03 * most);
    assertEquals(exact.p10(), normal.p10(), 0.03 * most);
    assertTrue(exact.p10() < exact.p50() && exact.p50() < exact.p90());
    assertThrows(IllegalArgumentException.class, () -> RenewedAmount.exact(new double[13], new double[13]));
    assertThrows(IllegalArgumentException.class, () -> RenewedAmount.exact(new double[1], new double[2]));
  }
}
