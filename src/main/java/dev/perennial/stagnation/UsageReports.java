package dev.perennial.stagnation;

/** Whether anybody tells of a customer's use: what is not reported is not "nothing new". */
enum UsageReports {
  REPORTED,
  /** A source tells of others. */
  NEVER_REPORTED,
  NOT_CONNECTED;

  static UsageReports of(boolean connected, boolean reported) {
    return reported ? REPORTED : connected ? NEVER_REPORTED : NOT_CONNECTED;
  }
}
