package dev.perennial.renewal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A renewal as it is read: everything about one decision.
 *
 * @param termNumber 1 for the first term of a succession
 * @param dueDate last day of the term, null for evergreen
 * @param noticeDeadlineDate last day on which a notice counts
 * @param decisionDeadlineDate when the decision is practically made
 * @param renewalAmount annualised recurring amount on the last day, contract currency
 * @param reportingAmount the same in the reporting currency; null only in a point-in-time answer, when its exchange rate was
 *     not known then
 * @param allowedTransitions stages it may go to now
 * @param overdue undecided past the due date
 * @param score the latest, null while unscored
 */
@Schema(name = "Renewal")
record RenewalView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    String customerName,
    UUID contractId,
    @Nullable UUID lineId,
    @Nullable UUID coTermGroupId,
    RenewalKind kind,
    String contractKind,
    int termNumber,
    @Nullable LocalDate dueDate,
    LocalDate noticeDeadlineDate,
    LocalDate decisionDeadlineDate,
    Money renewalAmount,
    @Nullable Money reportingAmount,
    boolean autoRenew,
    @Nullable UUID ownerId,
    @Nullable String tier,
    RenewalStage stage,
    List<RenewalStage> allowedTransitions,
    @JsonRawValue @Schema(implementation = StageChangeView[].class) String stageHistory,
    @JsonRawValue @Schema(implementation = NoticeHistoryView[].class) String noticeHistory,
    ForecastCategory forecastCategory,
    @Nullable Money forecastAmount,
    @JsonRawValue @Schema(implementation = OfferView.class) @Nullable String offer,
    @JsonRawValue @Schema(implementation = HumanCall.class) @Nullable String humanCall,
    @Nullable String nextStep,
    @Nullable LocalDate nextStepDate,
    @Nullable LocalDate snoozedUntilDate,
    @Nullable NoticeView notice,
    boolean overdue,
    @Nullable OutcomeView outcome,
    @Nullable ScoreView score,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt) {

  /** One step in the append-only history of stages. */
  @Schema(name = "RenewalStageChange")
  record StageChangeView(
      @Nullable RenewalStage fromStage, RenewalStage toStage, String actor, Instant changedAt, @Nullable String note) {}

  /** What was offered. */
  @Schema(name = "RenewalOffer")
  record OfferView(
      @Nullable Money amount, @Nullable BigDecimal priceChangePercent, @Nullable Integer termMonths,
      @Nullable LocalDate sentDate) {}

  /** The notice in force. */
  @Schema(name = "RenewalNotice")
  record NoticeView(LocalDate receivedDate, @Nullable LocalDate effectiveDate) {}

  /** One notice that was given, in the order they were recorded. */
  @Schema(name = "RenewalNoticeHistory")
  record NoticeHistoryView(
      LocalDate receivedDate, @Nullable LocalDate effectiveDate, @Nullable String note, Instant recordedAt,
      @Schema(description = "When we were told that it was withdrawn; null while it is in force, or decided the renewal.")
          @Nullable Instant withdrawnAt,
      @Schema(description = "The day on which it was withdrawn, where somebody said.") @Nullable LocalDate withdrawnDate) {}

  /** How it was decided; amounts annualised, contract currency. */
  @Schema(name = "RenewalOutcome")
  record OutcomeView(
      Outcome outcome,
      OutcomeSource source,
      @Nullable OutcomeTiming timing,
      LocalDate decidedDate,
      @Nullable Money renewedAmount,
      @Nullable AmountChangeView amountChange,
      List<OutcomeDetail.Reason> reasons,
      @Nullable VoidReason voidReason,
      @Nullable FollowUpKind followUp,
      @Nullable UUID followUpContractId,
      @Nullable String note) {}

  /** What changed; price + quantity + product = total. */
  @Schema(name = "RenewalAmountChange")
  record AmountChangeView(Money total, Money price, Money quantity, Money product) {
    static AmountChangeView of(AmountChange change, String currency) {
      return new AmountChangeView(
          new Money(change.total(), currency), new Money(change.price(), currency), new Money(change.quantity(), currency),
          new Money(change.product(), currency));
    }
  }

  /** The latest score; reporting currency. */
  @Schema(name = "RenewalScore")
  record ScoreView(
      @Nullable UUID scoreId,
      double probability,
      @Nullable String band,
      boolean atRisk,
      @Nullable Money expectedLoss,
      @Nullable Instant scoredAt) {}
}
