package dev.perennial.privacy;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant said about keeping something.
 *
 * @param version how often it was said; 0 = never, it goes by the default
 * @param days null = for ever
 */
record StoredDays(long version, @Nullable Integer days) {}
