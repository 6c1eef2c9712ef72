package dev.perennial.risk;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A score computed again from its stored inputs with its model version.
 *
 * @param identical true: to the last bit, or the answer is a 409 that names what differs
 * @param stored what the ledger holds
 * @param replayed what came out now
 */
@Schema(name = "Replay")
public record ReplayView(
    UUID riskScoreId, boolean identical, Numbers stored, Numbers replayed, Instant replayedAt) {
  /** The numbers compared; contributions are compared as well. */
  @Schema(name = "ReplayNumbers")
  public record Numbers(
      double probability,
      double logOdds,
      double lowerBound,
      double upperBound,
      double coverage,
      double health,
      boolean atRisk) {}
}
