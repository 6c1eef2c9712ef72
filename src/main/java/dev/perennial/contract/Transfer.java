package dev.perennial.contract;

import dev.perennial.editing.Reference;
import dev.perennial.kernel.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract that carries another one on under a new customer: the same end, and from its first day the same amounts a
 * month, so that what one customer loses the other has.
 */
final class Transfer {
  private final ContractEntity old;
  private final ContractTerm oldTerm;
  private final TransferRequest request;
  private final LocalDate start;

  Transfer(ContractEntity old, TransferRequest request) {
    this.old = old;
    this.oldTerm = old.term();
    this.request = request;
    this.start = request.effectiveDate().isBefore(old.startDate) ? old.startDate : request.effectiveDate();
  }

  /** First day under the new customer. */
  LocalDate start() {
    return start;
  }

  ContractFields fields(UUID toCustomer) {
    List<Pause> pauses = old.pauses.stream().filter(pause -> !pause.toDate().isBefore(start)).map(this::clipped).toList();
    LocalDate extendedEnd = oldTerm.extendedEnd();
    LocalDate end = extendedEnd == null ? null : extendedEnd.minusDays(ContractTerm.extensionDays(pauses));
    ContractTerm term = new ContractTerm(start, end, null, pauses);
    return new ContractFields(
        Reference.of(toCustomer),
        old.number,
        old.kind,
        request.signedDate(),
        start,
        end,
        end == null,
        null,
        old.autoRenew,
        old.noticeDays,
        old.currency,
        Reference.ofNullable(toCustomer.equals(old.billToCustomerId) ? null : old.billToCustomerId),
        Reference.ofNullable(old.partnerCustomerId),
        List.of(),
        old.lines.stream().filter(this::goesOn).map(line -> line(line, term)).toList(),
        pauses,
        request.externalIds());
  }

  /** What a pause has added before the transfer is in the end already. */
  private Pause clipped(Pause pause) {
    return pause.fromDate().isBefore(start) ? new Pause(start, pause.toDate(), pause.extendsEnd()) : pause;
  }

  /** What is charged once stays with the customer who had it when it fell due. */
  private boolean goesOn(ContractLineFields line) {
    LocalDate end = oldTerm.endOf(line);
    boolean isCharged = line.chargeType() == ChargeType.ONE_TIME && oldTerm.startOf(line).isBefore(start);
    return !isCharged && (end == null || !end.isBefore(start));
  }

  private ContractLineFields line(ContractLineFields line, ContractTerm term) {
    @Nullable LocalDate ownStart = line.startDate();
    ContractLineFields kept =
        line.withId(null).withDates(ownStart != null && ownStart.isAfter(start) ? ownStart : null, line.endDate());
    boolean perTerm = line.chargeType() == ChargeType.RECURRING && line.amountPeriod() == AmountPeriod.TERM;
    if (!perTerm) {
      return kept;
    }
    BigDecimal price =
        line.unitPrice()
            .multiply(months(term, kept))
            .divide(months(oldTerm, line), MathContext.DECIMAL128)
            .setScale(Money.SCALE, RoundingMode.HALF_EVEN);
    return kept.withUnitPrice(price);
  }

  private static BigDecimal months(ContractTerm term, ContractLineFields line) {
    return CalendarTerm.months(term.startOf(line), Objects.requireNonNull(term.agreedEndOf(line)));
  }
}
