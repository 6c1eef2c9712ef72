package dev.perennial.contract;

import dev.perennial.editing.Reference;
import dev.perennial.kernel.Money;
import dev.perennial.platform.http.ProblemException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract that follows another one, from that one and what is newly agreed. */
final class Successor {
  private final ContractEntity old;
  private final ContractTerm oldTerm;
  private final SuccessorTerms terms;
  private final LocalDate start;

  private Successor(ContractEntity old, SuccessorTerms terms) {
    this.old = old;
    this.oldTerm = old.term();
    this.terms = terms;
    this.start = terms.startDate() != null ? terms.startDate() : dayAfter(oldTerm.effectiveEnd());
  }

  static ContractFields of(ContractEntity old, SuccessorTerms terms) {
    return new Successor(old, terms).fields();
  }

  /** One successor of several: a new amount is shared among them by what each came to. */
  static ContractFields of(List<ContractEntity> followed, SuccessorTerms terms) {
    if (followed.size() == 1) {
      return of(followed.getFirst(), terms);
    }
    LocalDate start = new Successor(followed.getFirst(), terms).start;
    BigDecimal total = followed.stream().map(old -> annual(old, terms)).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<ContractLineFields> lines = new ArrayList<>();
    for (ContractEntity old : followed) {
      BigDecimal agreed = terms.annualAmount();
      BigDecimal share =
          agreed == null || total.signum() == 0
              ? agreed
              : agreed.multiply(annual(old, terms)).divide(total, MathContext.DECIMAL128);
      lines.addAll(of(old, terms.startingWith(start, share)).lines());
    }
    ContractFields first = of(followed.getFirst(), terms.startingWith(start, null));
    return first.withReferences(
        first.customerId(), first.billToCustomerId(), first.partnerCustomerId(),
        followed.stream().map(old -> Reference.of(old.id)).toList(), terms.lines() == null ? lines : terms.lines());
  }

  /** Recurring amount of a year at the end. */
  private static BigDecimal annual(ContractEntity old, SuccessorTerms terms) {
    Successor successor = new Successor(old, terms);
    return successor.lastLines().stream()
        .map(line -> RecurringRevenue.monthly(successor.oldTerm, line))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .multiply(RecurringRevenue.MONTHS_PER_YEAR);
  }

  private ContractFields fields() {
    Integer months = terms.termMonths() != null ? terms.termMonths() : old.termMonths;
    boolean evergreen = months == null && oldTerm.endDate() == null;
    LocalDate end =
        evergreen
            ? null
            : months != null ? CalendarTerm.lastDay(start, months) : start.plusDays(oldDays());
    return new ContractFields(
        Reference.of(old.customerId),
        null,
        terms.kind() == null ? old.kind : terms.kind(),
        terms.signedDate(),
        start,
        end,
        evergreen,
        months,
        terms.autoRenew() == null ? old.autoRenew : terms.autoRenew(),
        terms.noticeDays() == null ? old.noticeDays : terms.noticeDays(),
        old.currency,
        Reference.ofNullable(old.billToCustomerId),
        Reference.ofNullable(old.partnerCustomerId),
        List.of(Reference.of(old.id)),
        terms.lines() == null
            ? lines(new ContractTerm(start, end, null, List.of()))
            : terms.lines(),
        List.of(),
        List.of());
  }

  private List<ContractLineFields> lines(ContractTerm newTerm) {
    List<ContractLineFields> last = lastLines();
    BigDecimal factor = factor(last);
    return last.stream()
        .map(
            line ->
                line.withId(null).withDates(null, null).withUnitPrice(price(line, factor, newTerm)))
        .toList();
  }

  /** What was in force at the end, without what is charged once. */
  private List<ContractLineFields> lastLines() {
    LocalDate day = oldTerm.effectiveEnd() == null ? start.minusDays(1) : oldTerm.effectiveEnd();
    List<ContractLineFields> repeated =
        old.lines.stream().filter(line -> line.chargeType() != ChargeType.ONE_TIME).toList();
    List<ContractLineFields> last =
        repeated.stream()
            .filter(line -> !oldTerm.startOf(line).isAfter(day) && !isOver(line, day))
            .toList();
    if (last.isEmpty() && repeated.isEmpty()) {
      throw ProblemException.conflict(
          "The contract has no recurring line to carry on; name the new lines.");
    }
    return last.isEmpty() ? repeated : last;
  }

  private boolean isOver(ContractLineFields line, LocalDate day) {
    LocalDate end = oldTerm.endOf(line);
    return end != null && end.isBefore(day);
  }

  private BigDecimal factor(List<ContractLineFields> last) {
    if (terms.annualAmount() == null) {
      return BigDecimal.ONE;
    }
    BigDecimal before =
        last.stream()
            .map(line -> RecurringRevenue.monthly(oldTerm, line))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .multiply(RecurringRevenue.MONTHS_PER_YEAR);
    if (before.signum() == 0) {
      throw ProblemException.conflict(
          "The contract had no recurring amount that could be changed to another; name the new lines.");
    }
    return terms.annualAmount().divide(before, MathContext.DECIMAL128);
  }

  /** A term price follows the length of the term. */
  private BigDecimal price(ContractLineFields line, BigDecimal factor, ContractTerm newTerm) {
    if (line.chargeType() != ChargeType.RECURRING) {
      return line.unitPrice();
    }
    BigDecimal price = line.unitPrice().multiply(factor);
    LocalDate oldEnd = oldTerm.agreedEndOf(line);
    if (line.amountPeriod() == AmountPeriod.TERM && oldEnd != null && newTerm.endDate() != null) {
      BigDecimal oldMonths = CalendarTerm.months(oldTerm.startOf(line), oldEnd);
      BigDecimal newMonths = CalendarTerm.months(newTerm.startDate(), newTerm.endDate());
      price = price.multiply(newMonths).divide(oldMonths, MathContext.DECIMAL128);
    }
    return price.setScale(Money.SCALE, RoundingMode.HALF_EVEN);
  }

  private long oldDays() {
    LocalDate end = oldTerm.endDate();
    return end == null ? 0 : ChronoUnit.DAYS.between(oldTerm.startDate(), end);
  }

  private static LocalDate dayAfter(@Nullable LocalDate end) {
    if (end == null) {
      throw ProblemException.conflict(
          "The contract has no end; name the day on which the next one starts.");
    }
    return end.plusDays(1);
  }
}
