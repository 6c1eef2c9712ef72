package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.decision.RiskBand;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything it rests on. Three sums hold: baselineLogOdds + contributions +
 * calibrationLogOdds = logOdds (1e-12); percentage points add up to the difference of the two
 * probabilities; points, as shown, to that of the two percents.
 *
 * @param runId the run that gave it; null where changed facts asked for it
 * @param previousScoreId the renewal's latest score before this by the same model version, of those stored by then: the
 *     reasons' changes are against it; null where there is none
 * @param asOf nothing that happened or was known later was used
 * @param probability that the renewal is lost, 0 to 1
 * @param percent the same as shown
 * @param lowerBound lower end of the 95% interval
 * @param upperBound upper end of the 95% interval
 * @param atRisk probability at or above the threshold then in force
 * @param settingsVersion the version of the settings that held the threshold
 * @param calibrationStatus what may be said about taking the probability at its word
 * @param coverage share of what the model reads that a connected source could tell, 0 to 1
 * @param baselineProbability probability with every feature at its reference
 * @param baselinePercent the same as shown
 * @param calibrationLogOdds what calibration adds
 * @param reasons every feature the model uses, the largest effect first
 * @param features what was found, in the order of the feature set
 * @param amount at stake, in the reporting currency
 * @param newestFactAt when the latest fact that was used happened
 */
@Schema(name = "RiskScore")
public record RiskScoreView(
    UUID id,
    UUID renewalId,
    UUID customerId,
    @Nullable UUID runId,
    @Nullable UUID previousScoreId,
    VersionReference model,
    VersionReference featureSet,
    Instant asOf,
    Instant recordedAt,
    double probability,
    BigDecimal percent,
    double lowerBound,
    double upperBound,
    RiskBand band,
    boolean atRisk,
    double threshold,
    long settingsVersion,
    CalibrationStatus calibrationStatus,
    double coverage,
    double logOdds,
    double baselineLogOdds,
    double baselineProbability,
    BigDecimal baselinePercent,
    double calibrationLogOdds,
    List<RiskReason> reasons,
    HealthView health,
    List<FeatureValueView> features,
    Money amount,
    @Nullable Instant newestFactAt) {}
