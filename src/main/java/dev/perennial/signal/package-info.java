/**
 * Signals: dated facts about customers, append-only, each with three times. Resource → service
 * (check, resolve references, store in one transaction) → one statement that inserts the batch and
 * moves what depends on it: the source's stream, the customer's last interaction, the marks for
 * re-scoring; then one event for the batch.
 */
@NullMarked
package dev.perennial.signal;

import org.jspecify.annotations.NullMarked;
