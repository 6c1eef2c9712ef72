package dev.perennial.risk;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all scores of a batch share.
 *
 * @param runId the run, null where changed facts asked for the scores
 * @param state state of the model: only an ACTIVE one's scores reach boards
 * @param asOf nothing that happened or was known later was used
 * @param recordedBy only what was stored by then was used: such scores never reach boards; null = all there was
 * @param cutoffs where each renewal is scored as of a time of its own, that time; such scores never reach boards
 * @param rules in force when the score is given
 */
record ScoreOrigin(
    @Nullable UUID runId,
    ModelState state,
    Instant asOf,
    @Nullable Instant recordedBy,
    Map<UUID, Instant> cutoffs,
    Instant recordedAt,
    RiskRules rules) {
  /** One time for all. */
  static ScoreOrigin at(Instant asOf, @Nullable UUID runId, ModelState state, Instant recordedAt, RiskRules rules) {
    return new ScoreOrigin(runId, state, asOf, null, Map.of(), recordedAt, rules);
  }
}
