package dev.perennial.eventlog;

import java.util.List;

/**
 * A stretch of the change feed.
 *
 * @param lastSequence give it back as {@code after}; stays the same when nothing new has come
 */
record FeedPage(List<EventView> items, long lastSequence) {}
