package dev.perennial.scoring.calibrate;

/** Ways to calibrate, each needing more outcomes than the one before. */
public enum CalibrationKind {
  /** Log-odds + a. */
  INTERCEPT,
  /** a + b log-odds, b not below 0. */
  PLATT,
  /** c + a ln p - b ln(1 - p), a and b not below 0 (Kull et al. 2017). */
  BETA,
  /** The best rising steps (pool adjacent violators), joined by lines. */
  ISOTONIC
}
