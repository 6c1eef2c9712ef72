package dev.perennial.scoring.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final BandCutPoints CUTS = new BandCutPoints(0.1, 0.25, 0.5);

  @Test
  void lowerBoundsBelongToTheirBand() {
    assertEquals(RiskBand.LOW, CUTS.band(0));
    assertEquals(RiskBand.LOW, CUTS.band(Math.nextDown(0.1)));
    assertEquals(RiskBand.MEDIUM, CUTS.band(0.1));
    assertEquals(RiskBand.MEDIUM, CUTS.band(Math.nextDown(0.25)));
    assertEquals(RiskBand.HIGH, CUTS.band(0.25));
    assertEquals(RiskBand.HIGH, CUTS.band(Math.nextDown(0.5)));
    assertEquals(RiskBand.CRITICAL, CUTS.band(0.5));
    assertEquals(RiskBand.CRITICAL, CUTS.band(1));
  }

  @Test
  void refusesCutPointsOutOfOrderAndWhatIsNoProbability() {
    assertThrows(IllegalArgumentException.class, () -> new BandCutPoints(0.3, 0.3, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new BandCutPoints(0, 0.3, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new BandCutPoints(0.1, 0.3, 1));
    assertThrows(IllegalArgumentException.class, () -> new BandCutPoints(0.1, Double.NaN, 0.5));
    assertThrows(IllegalArgumentException.class, () -> CUTS.band(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> CUTS.band(1.01));
  }

  /**
   * Threshold 0.3; contacting saves a quarter of the losses and costs 500: worth it above p V =
   * 2000.
   */
  @Test
  void atRiskLooksAtTheProbabilityOnlyAndWorthAtTheMoney() {
    DecisionPolicy policy = new DecisionPolicy(0.3, 0.25, 500);
    assertTrue(policy.atRisk(0.3));
    assertFalse(policy.atRisk(Math.nextDown(0.3)));
    assertEquals(3_000, DecisionPolicy.expectedLoss(0.25, 12_000));
    assertTrue(policy.worthContacting(0.25, 12_000));
    assertFalse(policy.worthContacting(0.25, 8_000));
    assertEquals(250, policy.expectedGain(0.25, 12_000));
    assertFalse(policy.worthContacting(0.5, 1_000));
    assertTrue(policy.atRisk(0.5));
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(0, 0.2, 1));
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(0.3, 1.2, 1));
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(0.3, 0.2, -1));
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(0.3, 0.2, Double.NaN));
  }
}
