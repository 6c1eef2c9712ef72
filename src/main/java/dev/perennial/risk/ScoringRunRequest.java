package dev.perennial.risk;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * @param recordedBy with {@code asOf}: only what was stored here by then is used, so that no later load changes the scores,
 *     not even one that says that something was known earlier. Amounts are converted at today's rates
 * @param leadDays each renewal as of its own cut-off instead: so many days before it is due, or its decision deadline where
 *     that is earlier. Decided ones too, unless they were decided or under notice before that; scores of such a run never
 *     reach boards
 * @param renewalIds only these, at most 20,000
 * @param customers only renewals of these, at most 20,000
 * @param modelId another model than the active one; its scores are stored, boards keep the active
 *     one's
 */
public record ScoringRunRequest(
    @Nullable Instant asOf,
    @Nullable Instant recordedBy,
    @Min(0) @Max(365) @Nullable Integer leadDays,
    @Size(min = 1, max = 20_000) @Nullable List<@NotNull Reference> renewalIds,
    @Size(min = 1, max = 20_000) @Nullable List<@NotNull Reference> customers,
    @Nullable UUID modelId) {
  /** Every open renewal, now, with the active model. */
  static final ScoringRunRequest EVERYTHING_NOW = with(null);

  /** The same with another model. */
  static ScoringRunRequest with(@Nullable UUID model) {
    return new ScoringRunRequest(null, null, null, null, null, model);
  }
}
