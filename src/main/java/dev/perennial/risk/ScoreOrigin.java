package dev.perennial.risk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all scores of a batch share.
 *
 * @param runId the run, null where changed facts asked for the scores
 * @param state state of the model: only an ACTIVE one's scores reach boards
 * @param asOf nothing that happened or was known later was used
 * @param rules in force when the score is given
 */
record ScoreOrigin(
    @Nullable UUID runId, ModelState state, Instant asOf, Instant recordedAt, RiskRules rules) {}
