package dev.perennial.contract;

/** Where a contract is on a day; derived, never set. */
enum ContractStatus {
  FUTURE,
  ACTIVE,
  PAUSED,
  ENDED
}
