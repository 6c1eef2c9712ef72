/**
 * The one append-only log of changes: change feed, audit trail and source of webhooks. Features append events of the types of
 * {@code EventTypes}; the log writes in the last statement of the transaction.
 */
@NullMarked
package dev.perennial.eventlog;

import org.jspecify.annotations.NullMarked;
