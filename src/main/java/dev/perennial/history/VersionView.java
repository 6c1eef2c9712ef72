package dev.perennial.history;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One version of an object. */
@Schema(name = "Version")
record VersionView(
    @Schema(description = "Counts the changes; a back-filled one may stand before a smaller number.") long version,
    @Schema(description = "Since when this was known.") Instant knownFrom,
    @Schema(description = "Until when: the next version's `knownFrom`; null for the last one.") @Nullable Instant knownTo,
    @Schema(description = "When it was stored here.") Instant recordedAt,
    @Schema(description = "Whether it was stored later than it was known: a back-fill stated the time.") boolean backfilled,
    @Schema(description = "Who made it; null for imports and merges of times when that was not recorded.") @Nullable String actor,
    @Schema(description = "The integration it came from; null likewise.") @Nullable String origin,
    @Schema(description = "The request that made it; null likewise.") @Nullable String requestId,
    @Schema(description = "What differs from the version known before it; all that was set, for the first.")
        List<FieldDifference> differences) {}
