/**
 * Signals: dated facts about customers, append-only, each with three times. Resource → service
 * (check, resolve references, store in one transaction) → one statement that inserts the batch and
 * moves what depends on it: the source's stream, the customer's last interaction, the marks for
 * re-scoring; then one event for the batch. {@code SignalIntakeResource} takes other shapes: {@code SignalStream} (NDJSON
 * in chunks), {@code CloudEvents}, {@code TrackCalls}. {@code SignalJudge} checks and resolves, {@code SignalWriter} prepares and stores,
 * corrects ({@code SignalRevisionRepository}) and keeps what has no customer yet ({@code Unmatched…}: a queue that is
 * matched when {@code customer} tells of a new external id).
 */
@NullMarked
package dev.perennial.signal;

import org.jspecify.annotations.NullMarked;
