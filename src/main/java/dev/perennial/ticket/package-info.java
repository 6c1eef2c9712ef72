/**
 * Tickets, whose state at a time follows from their facts: signals of kind TICKET with the same source and subject key.
 * Nothing is stored here. {@code TicketResource → TicketService → TicketRepository}; {@link dev.perennial.ticket.Tickets} is
 * the SQL that the value summary shares.
 */
@NullMarked
package dev.perennial.ticket;

import org.jspecify.annotations.NullMarked;
