package dev.perennial.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Completes what a writer may leave out: currency, end or term, ids of lines. The same contract
 * written in another way comes out the same, so that it counts as unchanged.
 */
final class ContractDefaults {
  private ContractDefaults() {}

  static ContractFields complete(
      ContractFields fields,
      @Nullable ContractFields before,
      String customersCurrency,
      Supplier<UUID> newId) {
    ContractFields complete = term(fields, before);
    if (complete.currency() == null) {
      complete = complete.withCurrency(customersCurrency);
    }
    List<ContractLineFields> stored = before == null ? List.of() : before.lines();
    return complete.withLines(LineIdentity.assign(ownDates(complete), stored, newId));
  }

  /**
   * End and term say the same thing. Of a stored contract the one that was changed decides; if only
   * the start moved, the end stays, because that is the date people plan by.
   */
  private static ContractFields term(ContractFields fields, @Nullable ContractFields before) {
    LocalDate end = fields.endDate();
    Integer months = fields.termMonths();
    boolean sameMonths = before != null && Objects.equals(months, before.termMonths());
    boolean sameEnd = before != null && Objects.equals(end, before.endDate());
    if (fields.isEvergreen()) {
      return end == null && sameMonths ? fields.withTerm(null, null) : fields;
    }
    if (end == null) {
      return months == null
          ? fields
          : fields.withTerm(CalendarTerm.lastDay(fields.startDate(), months), months);
    }
    if (end.isBefore(fields.startDate())) {
      return fields; // will be refused
    }
    if (months == null) {
      return fields.withTerm(end, CalendarTerm.wholeMonths(fields.startDate(), end));
    }
    if (before == null || CalendarTerm.agrees(fields.startDate(), end, months)) {
      return fields;
    }
    if (sameMonths) {
      return fields.withTerm(end, CalendarTerm.wholeMonths(fields.startDate(), end));
    }
    return sameEnd
        ? fields.withTerm(CalendarTerm.lastDay(fields.startDate(), months), months)
        : fields;
  }

  /**
   * A date that equals the contract's is not the line's own: it follows the contract's when that is
   * extended.
   */
  private static List<ContractLineFields> ownDates(ContractFields fields) {
    LocalDate extended = ContractTerm.of(fields).extendedEnd();
    return fields.lines().stream()
        .map(
            line ->
                line.withDates(
                    fields.startDate().equals(line.startDate()) ? null : line.startDate(),
                    line.endDate() != null
                            && (line.endDate().equals(fields.endDate())
                                || line.endDate().equals(extended))
                        ? null
                        : line.endDate()))
        .toList();
  }
}
