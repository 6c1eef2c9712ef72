package dev.perennial.engagement;

/** How a customer's silence is to be read. */
enum EngagementState {
  /** Contact within the days asked for. */
  IN_CONTACT,
  /** There was contact, but not within the days asked for. */
  SILENT,
  /** A source of interactions is connected, and never told of one. */
  NO_CONTACT,
  /** No source of interactions is connected: nothing is known. */
  NOT_CONNECTED
}
