package dev.perennial.renewal;

/** Who says so. */
public enum OutcomeSource {
  /** Somebody, here or by ending the contract. */
  RECORDED,
  /** The service: auto-renewal, or a decision its contract no longer leads to. */
  AUTO,
  /**
   * Concluded from contracts: a successor means renewed, none after the grace days not renewed.
   * Never a surprise.
   */
  INFERRED
}
