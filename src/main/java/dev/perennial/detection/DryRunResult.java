package dev.perennial.detection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a rule would have detected.
 *
 * @param summary in one sentence
 * @param from from this time on
 * @param to before this time
 * @param fired how often
 * @param customers how many customers it would have concerned in all
 * @param byMonth how often in each calendar month (UTC), the months without left out
 * @param detections the newest of them, at most 200
 */
@Schema(name = "DetectionDryRun")
record DryRunResult(
    String summary, Instant from, Instant to, @Schema(description = "How often, in all.") int fired,
    @Schema(description = "On how many customers, in all.") int customers, List<Month> byMonth,
    @Schema(description = "The newest of them, at most 200.") List<Detected> detections) {
  /** A month's count. */
  @Schema(name = "DetectionDryRunMonth")
  record Month(@Schema(examples = "2026-03") String month, int fired) {}

  /** One detection. */
  @Schema(name = "DetectionDryRunItem")
  record Detected(UUID customerId, String customerName, Instant occurredAt) {}
}
