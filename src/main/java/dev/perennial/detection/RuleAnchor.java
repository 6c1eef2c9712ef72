package dev.perennial.detection;

/** What something is expected after. */
enum RuleAnchor {
  CONTRACT_START,
  SIGNAL
}
