package dev.perennial.contract;

/**
 * What a contract is. Pilots and free contracts convert or end; they stay outside MRR and the
 * renewal rates.
 */
public enum ContractKind {
  SUBSCRIPTION,
  PILOT,
  FREE;

  boolean countsInRevenue() {
    return this == SUBSCRIPTION;
  }
}
