package dev.perennial.scoring.decision;

/** Bands of the calibrated probability, from low to high. */
public enum RiskBand {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
