package dev.perennial.ticket;

/** Open while it was opened after it was last closed. */
enum TicketState {
  OPEN,
  CLOSED
}
