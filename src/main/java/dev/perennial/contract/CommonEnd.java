package dev.perennial.contract;

import dev.perennial.kernel.Money;
import dev.perennial.platform.http.FieldError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One contract on its way to a common end: its lines keep their monthly amount, so that a price for the term follows the
 * term's length, and what the days more or less are worth is the difference of what was and is agreed.
 */
final class CommonEnd {
  private final ContractEntity contract;
  private final ContractTerm before;
  private final LocalDate commonEnd;
  private final ContractTerm after;

  CommonEnd(ContractEntity contract, LocalDate commonEnd) {
    this.contract = contract;
    this.before = contract.term();
    this.commonEnd = commonEnd;
    this.after =
        new ContractTerm(
            contract.startDate,
            commonEnd.minusDays(ContractTerm.extensionDays(contract.pauses)),
            null,
            contract.pauses);
  }

  /** Why it cannot have that end, or null. */
  @Nullable FieldError fault(String pointer) {
    if (contract.kind != ContractKind.SUBSCRIPTION) {
      return FieldError.at(pointer, "invalid", name() + " is a " + contract.kind + "; only subscriptions are co-termed.");
    }
    if (contract.endDate == null) {
      return FieldError.at(pointer, "invalid", name() + " is evergreen: it has no end to bring to a common day.");
    }
    if (commonEnd.isBefore(contract.startDate)) {
      return FieldError.at("/commonEndDate", "out_of_range", name() + " starts later, on " + contract.startDate + ".");
    }
    boolean later = contract.lines.stream().anyMatch(line -> before.startOf(line).isAfter(commonEnd));
    return later
        ? FieldError.at("/commonEndDate", "out_of_range", name() + " has a line that starts after that day.")
        : null;
  }

  String name() {
    return "Contract " + (contract.number == null ? contract.id : contract.number);
  }

  /** The end as agreed, before pauses move it. */
  LocalDate agreedEnd() {
    return java.util.Objects.requireNonNull(after.endDate());
  }

  List<ContractLineFields> lines() {
    return contract.lines.stream().map(this::line).toList();
  }

  private ContractLineFields line(ContractLineFields line) {
    LocalDate own = line.endDate();
    ContractLineFields kept =
        line.withDates(line.startDate(), own == null || own.isBefore(commonEnd) ? own : null);
    LocalDate oldEnd = before.agreedEndOf(line);
    LocalDate newEnd = after.agreedEndOf(kept);
    boolean perTerm = line.chargeType() == ChargeType.RECURRING && line.amountPeriod() == AmountPeriod.TERM;
    if (!perTerm || oldEnd == null || newEnd == null || oldEnd.equals(newEnd)) {
      return kept;
    }
    LocalDate start = before.startOf(line);
    BigDecimal price =
        line.unitPrice()
            .multiply(CalendarTerm.months(start, newEnd))
            .divide(CalendarTerm.months(start, oldEnd), MathContext.DECIMAL128);
    return kept.withUnitPrice(price.setScale(Money.SCALE, RoundingMode.HALF_EVEN));
  }

  CoTermed result() {
    LocalDate previous = java.util.Objects.requireNonNull(contract.endDate);
    return new CoTermed(contract.id, contract.customerId, previous, commonEnd, new Money(prorated(), contract.currency));
  }

  private BigDecimal prorated() {
    BigDecimal was = RecurringRevenue.totalValue(before, contract.lines);
    BigDecimal is = RecurringRevenue.totalValue(after, lines());
    return is == null || was == null ? BigDecimal.ZERO : is.subtract(was);
  }
}
