package dev.perennial.signal;

/** Where the subject of a signal (a ticket, say) stands after it. */
public enum SignalPhase {
  OPENED,
  UPDATED,
  CLOSED
}
