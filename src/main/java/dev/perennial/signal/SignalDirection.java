package dev.perennial.signal;

/** Who spoke: the customer to us, or we to the customer. */
public enum SignalDirection {
  INBOUND,
  OUTBOUND
}
