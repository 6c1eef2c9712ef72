package dev.perennial.renewal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says about decisions; plain data.
 *
 * @param kind SUBSCRIPTION, PILOT, FREE
 * @param endDate last day of the term, pauses that extend it included; null = evergreen
 * @param endedDate last day in force when the contract was cut short
 * @param endReason SUCCEEDED, CANCELLED, TRANSFERRED or CO_TERMED; null unless cut short
 * @param renews contracts it is the successor of
 * @param termNumber 1 + number of predecessors in the chain of succession
 * @param lines its recurring lines
 */
record ContractTerms(
    UUID id,
    UUID customerId,
    String kind,
    @Nullable LocalDate signedDate,
    LocalDate startDate,
    @Nullable LocalDate endDate,
    @Nullable LocalDate endedDate,
    @Nullable String endReason,
    @Nullable Integer termMonths,
    boolean autoRenew,
    int noticeDays,
    String currency,
    @Nullable UUID coTermGroupId,
    List<UUID> renews,
    int termNumber,
    List<Line> lines) {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /**
   * One recurring line.
   *
   * @param mrr monthly amount after discount, contract currency
   * @param end inclusive; null = as long as the contract
   */
  record Line(
      UUID id,
      UUID productId,
      BigDecimal quantity,
      BigDecimal mrr,
      LocalDate start,
      @Nullable LocalDate end) {
    boolean isActiveOn(LocalDate day) {
      return !start.isAfter(day) && (end == null || !end.isBefore(day));
    }

    BigDecimal annual() {
      return mrr.multiply(MONTHS);
    }
  }

  /** The last day in force, null = no end. */
  @Nullable LocalDate lastDay() {
    return endedDate != null && (endDate == null || endedDate.isBefore(endDate))
        ? endedDate
        : endDate;
  }

  boolean isClosedBecause(String reason) {
    return reason.equals(endReason);
  }

  /** Sum of lines' annual amounts, contract currency. */
  static BigDecimal annual(List<Line> lines) {
    return lines.stream().map(Line::annual).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<Line> linesOn(LocalDate day) {
    return lines.stream().filter(line -> line.isActiveOn(day)).toList();
  }

  /**
   * The lines a decision about this contract is about: those of its last day, or of today when it
   * has none.
   */
  List<Line> linesAtStake(LocalDate today) {
    LocalDate last = lastDay();
    return linesOn(last != null ? last : today.isBefore(startDate) ? startDate : today);
  }
}
