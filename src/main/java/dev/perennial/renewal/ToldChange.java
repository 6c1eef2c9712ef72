package dev.perennial.renewal;

import org.jspecify.annotations.Nullable;

/**
 * A change that somebody made, and how the feed tells of it.
 *
 * @param note why, in the words of who made it
 */
record ToldChange(RenewalChange change, String event, @Nullable String note) {}
