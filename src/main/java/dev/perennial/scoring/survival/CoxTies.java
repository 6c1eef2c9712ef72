package dev.perennial.scoring.survival;

/** How losses at the same time are treated in a Cox model. */
public enum CoxTies {
  /** Efron, JASA 72, 1977: close to the exact likelihood; the one to use. */
  EFRON,
  /** Breslow, Biometrics 30, 1974: biased towards 0 where ties are many. */
  BRESLOW
}
