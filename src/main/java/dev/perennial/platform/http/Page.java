package dev.perennial.platform.http;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows, at most {@code limit}
 * @param nextCursor opaque; give it back as {@code cursor} for the next page; null on the last
 */
public record Page<T>(
    // written by what they are and not by what a resource declares: rows may be expanded
    @JsonSerialize(contentAs = Object.class) List<T> items,
    @Nullable String nextCursor) {}
