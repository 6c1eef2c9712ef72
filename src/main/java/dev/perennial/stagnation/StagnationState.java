package dev.perennial.stagnation;

/** Whether a customer stands still. */
enum StagnationState {
  MOVING,
  STAGNANT,
  /** Nothing new is known, and nobody tells of the customer's use: it may be missing data. */
  UNKNOWN;

  /** @param months since the last thing that was new, or since the customer's start; null: neither is known */
  static StagnationState of(@org.jspecify.annotations.Nullable Long months, int stagnantMonths, UsageReports usage) {
    if (months != null && months < stagnantMonths) {
      return MOVING;
    }
    return months == null || usage != UsageReports.REPORTED ? UNKNOWN : STAGNANT;
  }
}
