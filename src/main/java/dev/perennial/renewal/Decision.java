package dev.perennial.renewal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a contract leads to.
 *
 * @param dueDate last day of the term; null for evergreen
 * @param noticeDeadline last day on which a notice counts; null for evergreen, where it is always
 *     today + notice days
 * @param decisionDeadline when the decision is practically made; null for evergreen
 * @param amount annualised recurring amount on the last day
 * @param currency the contract's
 */
record Decision(
    RenewalKind kind,
    UUID contractId,
    UUID customerId,
    @Nullable UUID lineId,
    @Nullable UUID coTermGroupId,
    String contractKind,
    int termNumber,
    @Nullable LocalDate dueDate,
    @Nullable LocalDate noticeDeadline,
    @Nullable LocalDate decisionDeadline,
    BigDecimal amount,
    String currency,
    boolean autoRenew) {

  /**
   * What makes two decisions the same one: the end of a contract stays one decision when its date
   * moves.
   */
  String key() {
    return key(kind, contractId, lineId, coTermGroupId, currency);
  }

  static String key(
      RenewalKind kind,
      UUID contractId,
      @Nullable UUID lineId,
      @Nullable UUID coTermGroupId,
      String currency) {
    return switch (kind) {
      case TERM, EVERGREEN -> "contract " + contractId;
      case LINE -> "line " + lineId;
      case CO_TERM -> "group " + coTermGroupId + " " + currency;
    };
  }
}
