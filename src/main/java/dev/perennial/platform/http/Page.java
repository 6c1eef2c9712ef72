package dev.perennial.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows, at most {@code limit}
 * @param nextCursor opaque; give it back as {@code cursor} for the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
