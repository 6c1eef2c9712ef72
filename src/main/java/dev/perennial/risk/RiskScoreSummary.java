package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.decision.RiskBand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score in a list.
 *
 * @param runId the run that gave it; null where changed facts asked for it
 * @param asOf nothing that happened or was known later was used
 * @param probability that the renewal is lost, 0 to 1
 * @param lowerBound lower end of the 95% interval
 * @param upperBound upper end of the 95% interval
 * @param atRisk probability at or above the threshold then in force
 * @param coverage share of what the model reads that a connected source could tell, 0 to 1
 * @param health 0 to 100, high is good, 50 neutral; from signals only
 * @param amount at stake, in the reporting currency then in force
 * @param newestFactAt when the latest fact that was used happened
 */
public record RiskScoreSummary(
    UUID id,
    UUID renewalId,
    UUID customerId,
    @Nullable UUID runId,
    UUID modelId,
    Instant asOf,
    Instant recordedAt,
    double probability,
    double lowerBound,
    double upperBound,
    RiskBand band,
    boolean atRisk,
    double threshold,
    CalibrationStatus calibrationStatus,
    double coverage,
    double health,
    Money amount,
    @Nullable Instant newestFactAt) {
  static RiskScoreSummary of(RiskScoreRow row) {
    return new RiskScoreSummary(
        row.id(),
        row.renewalId(),
        row.customerId(),
        row.runId(),
        row.modelId(),
        row.asOf(),
        row.recordedAt(),
        row.probability(),
        row.lower(),
        row.upper(),
        RiskBand.valueOf(row.band()),
        row.atRisk(),
        row.threshold(),
        CalibrationStatus.valueOf(row.calibrationStatus()),
        row.coverage(),
        row.health(),
        row.amount(),
        row.newestFactAt());
  }
}
