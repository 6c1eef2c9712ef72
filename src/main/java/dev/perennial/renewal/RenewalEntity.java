package dev.perennial.renewal;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "renewal")
class RenewalEntity extends EditableEntity {
  @Column(name = "customer_id")
  UUID customerId;

  @Column(name = "contract_id")
  UUID contractId;

  @Column(name = "line_id")
  @Nullable UUID lineId;

  @Column(name = "co_term_group_id")
  @Nullable UUID coTermGroupId;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "kind")
  RenewalKind kind;

  @Column(name = "contract_kind")
  String contractKind;

  @Column(name = "term_number")
  int termNumber;

  @Column(name = "due_date")
  @Nullable LocalDate dueDate;

  @Column(name = "notice_deadline_date")
  @Nullable LocalDate noticeDeadlineDate;

  @Column(name = "decision_deadline_date")
  @Nullable LocalDate decisionDeadlineDate;

  @Column(name = "renewal_amount")
  BigDecimal renewalAmount;

  @Column(name = "currency")
  String currency;

  @Column(name = "auto_renew")
  boolean autoRenew;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "stage")
  RenewalStage stage = RenewalStage.UPCOMING;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "forecast_category")
  ForecastCategory forecastCategory = ForecastCategory.PIPELINE;

  @Column(name = "forecast_amount")
  @Nullable BigDecimal forecastAmount;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "offer")
  @Nullable OfferFields offer;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "human_call")
  @Nullable HumanCall humanCall;

  @Column(name = "next_step")
  @Nullable String nextStep;

  @Column(name = "next_step_date")
  @Nullable LocalDate nextStepDate;

  @Column(name = "snoozed_until_date")
  @Nullable LocalDate snoozedUntilDate;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "outcome")
  @Nullable Outcome outcome;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "outcome_source")
  @Nullable OutcomeSource outcomeSource;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "outcome_timing")
  @Nullable OutcomeTiming outcomeTiming;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "outcome_detail")
  @Nullable OutcomeDetail outcomeDetail;

  @Column(name = "decided_date")
  @Nullable LocalDate decidedDate;

  @Column(name = "renewed_amount")
  @Nullable BigDecimal renewedAmount;

  @Column(name = "follow_up_contract_id")
  @Nullable UUID followUpContractId;

  @Column(name = "notice_received_date")
  @Nullable LocalDate noticeReceivedDate;

  @Column(name = "notice_effective_date")
  @Nullable LocalDate noticeEffectiveDate;

  /** What it was before the edit under way. */
  @Transient @Nullable RenewalState loaded;

  boolean isOpen() {
    return outcome == null;
  }

  boolean isNoticed() {
    return noticeReceivedDate != null;
  }

  /** Made by the service, and nobody has worked on it. */
  boolean isUntouched() {
    return outcome == null
        && stage == RenewalStage.UPCOMING
        && !isNoticed()
        && offer == null
        && humanCall == null
        && nextStep == null
        && forecastAmount == null
        && externalIds.isEmpty();
  }

  String key() {
    return Decision.key(kind, contractId, lineId, coTermGroupId, currency);
  }

  /**
   * Voided because its contract stopped leading to it: should the contract lead to it again, it is
   * made again.
   */
  boolean isWithdrawn() {
    return outcome == Outcome.VOIDED && outcomeSource == OutcomeSource.AUTO;
  }

  void follow(Decision decision) {
    kind = decision.kind();
    contractId = decision.contractId();
    customerId = decision.customerId();
    lineId = decision.lineId();
    coTermGroupId = decision.coTermGroupId();
    contractKind = decision.contractKind();
    dueDate = decision.dueDate();
    noticeDeadlineDate = decision.noticeDeadline();
    decisionDeadlineDate = decision.decisionDeadline();
    renewalAmount = decision.amount().setScale(4, java.math.RoundingMode.HALF_EVEN);
    currency = decision.currency();
    autoRenew = decision.autoRenew();
  }

  /** Goes to a stage; the forecast category goes along unless somebody chose another. */
  void moveTo(RenewalStage to) {
    if (forecastCategory == stage.category()) {
      forecastCategory = to.category();
    }
    stage = to;
  }

  /** Under notice it leaves the forecast, unless somebody chose its category. */
  void receive(LocalDate received, @Nullable LocalDate effective) {
    noticeReceivedDate = received;
    noticeEffectiveDate = effective;
    if (forecastCategory == stage.category()) {
      forecastCategory = ForecastCategory.OMITTED;
    }
  }

  void withdrawNotice() {
    noticeReceivedDate = null;
    noticeEffectiveDate = null;
    if (forecastCategory == ForecastCategory.OMITTED) {
      forecastCategory = stage.category();
    }
  }

  /** Undecided again, at the stage it had. */
  void reopen() {
    outcome = null;
    outcomeSource = null;
    outcomeTiming = null;
    outcomeDetail = null;
    decidedDate = null;
    renewedAmount = null;
    followUpContractId = null;
    forecastCategory = isNoticed() ? ForecastCategory.OMITTED : stage.category();
  }

  void decide(
      Outcome decided,
      OutcomeSource source,
      LocalDate date,
      OutcomeDetail detail,
      @Nullable BigDecimal amount,
      @Nullable UUID followUp) {
    outcome = decided;
    outcomeSource = source;
    decidedDate = date;
    outcomeTiming =
        decided == Outcome.VOIDED ? null : OutcomeTiming.of(date, decisionDeadlineDate, dueDate);
    outcomeDetail = detail;
    renewedAmount = amount == null ? null : amount.setScale(4, java.math.RoundingMode.HALF_EVEN);
    followUpContractId = followUp;
    forecastCategory =
        decided == Outcome.RENEWED ? ForecastCategory.CLOSED : ForecastCategory.OMITTED;
  }
}
