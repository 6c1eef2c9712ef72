package dev.perennial.risk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh an item's score is.
 *
 * @param scoredAt the time as of which it was scored; null where it never was
 * @param newestFactAt when the latest fact it uses happened; null where there is none
 * @param newestFactAgeDays whole days from then to now
 */
public record WorklistFreshness(
    @Nullable Instant scoredAt, @Nullable Instant newestFactAt, @Nullable Long newestFactAgeDays) {}
