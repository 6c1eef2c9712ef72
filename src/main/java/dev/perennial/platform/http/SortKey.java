package dev.perennial.platform.http;

import java.util.function.Function;

/**
 * A column a list may be sorted by: one with an index that starts with {@code tenant_id}.
 *
 * @param name as in {@code sort=}
 * @param column SQL expression, one of ours, never the caller's
 * @param cast PostgreSQL type of the column: text, date, bigint, float8, timestamptz, uuid
 * @param value the row's value, as stored in the cursor
 */
public record SortKey<T>(String name, String column, String cast, Function<T, Object> value) {}
