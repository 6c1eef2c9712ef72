package dev.perennial.signaltype;

/** Whether a source delivers what is expected of it. */
enum SourceState {
  /** It delivers, or nothing in particular is expected of it. */
  CONNECTED,
  /** It delivered once, but nothing happened within the expected time. */
  SILENT,
  /** It is expected to deliver and never did. */
  NOT_CONNECTED
}
