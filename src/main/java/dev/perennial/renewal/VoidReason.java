package dev.perennial.renewal;

/** Why a renewal turned out not to be a decision. */
public enum VoidReason {
  DUPLICATE,
  CO_TERMED,
  TRANSFERRED,
  /** Its contract no longer leads to this decision. */
  CONTRACT_CHANGED,
  OTHER
}
