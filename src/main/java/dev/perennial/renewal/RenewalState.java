package dev.perennial.renewal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perennial.editing.ExternalId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A renewal as events show it; amounts in the contract's currency. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RenewalState(
    UUID id,
    UUID customerId,
    UUID contractId,
    @Nullable UUID lineId,
    @Nullable UUID coTermGroupId,
    RenewalKind kind,
    String contractKind,
    int termNumber,
    @Nullable LocalDate dueDate,
    @Nullable LocalDate noticeDeadlineDate,
    @Nullable LocalDate decisionDeadlineDate,
    String renewalAmount,
    String currency,
    boolean autoRenew,
    RenewalStage stage,
    ForecastCategory forecastCategory,
    @Nullable String forecastAmount,
    @Nullable OfferFields offer,
    @Nullable HumanCall humanCall,
    @Nullable String nextStep,
    @Nullable LocalDate nextStepDate,
    @Nullable LocalDate snoozedUntilDate,
    @Nullable LocalDate noticeReceivedDate,
    @Nullable LocalDate noticeEffectiveDate,
    @Nullable Outcome outcome,
    @Nullable OutcomeSource outcomeSource,
    @Nullable OutcomeTiming outcomeTiming,
    @Nullable OutcomeDetail outcomeDetail,
    @Nullable LocalDate decidedDate,
    @Nullable String renewedAmount,
    @Nullable UUID followUpContractId,
    List<ExternalId> externalIds) {

  static RenewalState of(RenewalEntity entity) {
    return new RenewalState(
        entity.id,
        entity.customerId,
        entity.contractId,
        entity.lineId,
        entity.coTermGroupId,
        entity.kind,
        entity.contractKind,
        entity.termNumber,
        entity.dueDate,
        entity.noticeDeadlineDate,
        entity.decisionDeadlineDate,
        entity.renewalAmount.toPlainString(),
        entity.currency,
        entity.autoRenew,
        entity.stage,
        entity.forecastCategory,
        plain(entity.forecastAmount),
        entity.offer,
        entity.humanCall,
        entity.nextStep,
        entity.nextStepDate,
        entity.snoozedUntilDate,
        entity.noticeReceivedDate,
        entity.noticeEffectiveDate,
        entity.outcome,
        entity.outcomeSource,
        entity.outcomeTiming,
        entity.outcomeDetail,
        entity.decidedDate,
        plain(entity.renewedAmount),
        entity.followUpContractId,
        entity.externalIds);
  }

  private static @Nullable String plain(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
