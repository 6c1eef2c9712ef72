package dev.perennial.contract;

/** Why a contract was cut short of its own end. */
public enum EndReason {
  /** A later contract renews it and began before its end. */
  SUCCEEDED,
  /** Cancelled, by either side. */
  CANCELLED,
  /** Carried on under another customer. */
  TRANSFERRED,
  /** Carried on in a co-term group. */
  CO_TERMED,
  /** Should not have been: it never was in force. */
  VOIDED
}
