package dev.perennial.risk;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run shall score; an empty body means every open renewal, now, with the active model.
 *
 * @param asOf a time in the past: nothing that happened or was known later is used, and what was
 *     decided or under notice then is left out
 * @param renewalIds only these, at most 1,000
 * @param modelId another model than the active one; its scores are stored, boards keep the active
 *     one's
 */
public record ScoringRunRequest(
    @Nullable Instant asOf,
    @Size(min = 1, max = 1000) @Nullable List<@NotNull UUID> renewalIds,
    @Nullable UUID modelId) {}
