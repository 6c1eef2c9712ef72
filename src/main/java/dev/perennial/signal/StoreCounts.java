package dev.perennial.signal;

/**
 * What became of a batch.
 *
 * @param stored rows that are new
 * @param duplicate rows that were there already, or came twice in the batch
 */
public record StoreCounts(int stored, int duplicate) {}
