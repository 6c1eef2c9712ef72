package dev.perennial.detection;

/** The date of a renewal that a rule counts down to. */
enum RenewalDate {
  NOTICE_DEADLINE,
  DECISION_DEADLINE,
  DUE_DATE
}
