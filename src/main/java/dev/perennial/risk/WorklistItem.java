package dev.perennial.risk;

import dev.perennial.kernel.Money;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.decision.RiskBand;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision to work on. What a score says is null where the renewal was never scored.
 *
 * @param dueDate last day of the term; null for a contract without an end
 * @param daysToDecisionDeadline negative when the deadline has passed
 * @param amount at stake, reporting currency
 * @param expectedLoss probability × amount
 * @param atRisk at or above the tenant's threshold
 * @param worthContacting saved share × probability × amount exceeds the cost of a contact
 * @param reasons the three largest effects, either way
 */
public record WorklistItem(
    UUID renewalId,
    UUID customerId,
    String customerName,
    @Nullable String tier,
    @Nullable UUID ownerId,
    String kind,
    String stage,
    @Nullable LocalDate dueDate,
    LocalDate decisionDeadlineDate,
    long daysToDecisionDeadline,
    Money amount,
    @Nullable Money expectedLoss,
    @Nullable Double probability,
    @Nullable Double lowerBound,
    @Nullable Double upperBound,
    @Nullable RiskBand band,
    boolean atRisk,
    boolean worthContacting,
    @Nullable CalibrationStatus calibrationStatus,
    List<WorklistReason> reasons,
    WorklistFreshness freshness,
    @Nullable UUID riskScoreId) {}
