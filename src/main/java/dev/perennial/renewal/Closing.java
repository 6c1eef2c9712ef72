package dev.perennial.renewal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How contracts themselves decided a renewal: a successor, a cancellation, or an imported end that
 * nothing followed.
 */
record Closing(
    Outcome outcome,
    OutcomeSource source,
    LocalDate decidedDate,
    @Nullable BigDecimal renewedAmount,
    @Nullable AmountChange amountChange,
    @Nullable UUID followUpContractId) {

  void decide(RenewalEntity renewal) {
    AmountChange change = amountChange;
    BigDecimal renewed = renewedAmount;
    if (change != null && renewed != null) {
      change =
          change.share(
              BigDecimal.ONE,
              renewed.subtract(renewal.renewalAmount)); // exact against the amount shown
    }
    FollowUpKind followUp = followUpContractId == null ? null : FollowUpKind.LINK;
    renewal.decide(
        outcome,
        source,
        decidedDate,
        OutcomeDetail.of(change, followUp),
        renewed,
        followUpContractId);
  }
}
