package dev.perennial.noveluse;

/** Whether a customer's mix can be compared. */
enum NovelUseState {
  COMPARED,
  /** The customer sent fewer than {@code minEvents} USAGE signals. */
  TOO_FEW_EVENTS,
  /** The others in its segment did. */
  TOO_FEW_IN_SEGMENT
}
