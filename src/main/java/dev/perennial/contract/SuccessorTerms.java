package dev.perennial.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed for the contract that follows another one; what is null is taken over from the
 * earlier contract.
 *
 * @param startDate first day; the day after the earlier contract's end when null
 * @param termMonths length in months
 * @param annualAmount recurring amount of a year in the contract's currency: the unit prices of
 *     recurring lines are scaled to it (rounded to four decimals)
 * @param kind SUBSCRIPTION when a pilot converts
 * @param lines the new lines themselves; then {@code annualAmount} is not looked at
 */
public record SuccessorTerms(
    @Nullable LocalDate startDate,
    @Nullable Integer termMonths,
    @Nullable BigDecimal annualAmount,
    @Nullable LocalDate signedDate,
    @Nullable ContractKind kind,
    @Nullable Boolean autoRenew,
    @Nullable Integer noticeDays,
    @Nullable List<ContractLineFields> lines) {
  /** The same again for the same time. */
  public static final SuccessorTerms UNCHANGED =
      new SuccessorTerms(null, null, null, null, null, null, null, null);

  SuccessorTerms startingWith(LocalDate start, @Nullable BigDecimal annual) {
    return new SuccessorTerms(start, termMonths, annual, signedDate, kind, autoRenew, noticeDays, lines);
  }
}
