package dev.perennial.contract;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What contracts are worth. MRR of a recurring line = unit price × quantity × (1 − discount), as it
 * is for MONTH, ÷ 12 for YEAR, ÷ the months of the line's agreed term for TERM. ARR = 12 × MRR.
 * Eight decimals are kept, so that twelve twelfths of a yearly price are that price again when
 * shown with four.
 */
final class RecurringRevenue {
  static final int SCALE = 8;
  static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private RecurringRevenue() {}

  /** One period's amount after discount. */
  static BigDecimal periodAmount(ContractLineFields line) {
    BigDecimal share = HUNDRED.subtract(line.discountPercent()).divide(HUNDRED);
    return line.unitPrice().multiply(line.quantity()).multiply(share);
  }

  /**
   * Monthly amount of a recurring line while it is in force; 0 for other lines and for contracts
   * outside MRR.
   */
  static BigDecimal mrr(ContractKind kind, ContractTerm term, ContractLineFields line) {
    return kind.countsInRevenue() ? monthly(term, line) : BigDecimal.ZERO;
  }

  /** The same for any kind of contract. */
  static BigDecimal monthly(ContractTerm term, ContractLineFields line) {
    if (line.chargeType() != ChargeType.RECURRING) {
      return BigDecimal.ZERO;
    }
    BigDecimal amount = periodAmount(line);
    BigDecimal monthly =
        switch (line.amountPeriod()) {
          case MONTH -> amount;
          case YEAR -> amount.divide(MONTHS_PER_YEAR, MathContext.DECIMAL128);
          case TERM -> amount.divide(months(term, line), MathContext.DECIMAL128);
        };
    return monthly.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /** MRR of the whole contract on a day: lines in force, nothing while it is paused. */
  static BigDecimal mrr(
      ContractKind kind, ContractTerm term, List<ContractLineFields> lines, LocalDate day) {
    return lines.stream()
        .filter(line -> term.isInForce(line, day))
        .map(line -> mrr(kind, term, line))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Total contract value as agreed: recurring amounts over each line's term and one-time amounts;
   * usage is not contracted. Null for an open end. An early end or a pause changes what was earned,
   * not what was agreed.
   */
  static @Nullable BigDecimal totalValue(ContractTerm term, List<ContractLineFields> lines) {
    if (term.endDate() == null) {
      return null;
    }
    return lines.stream().map(line -> value(term, line)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal value(ContractTerm term, ContractLineFields line) {
    return switch (line.chargeType()) {
      case USAGE -> BigDecimal.ZERO;
      case ONE_TIME -> periodAmount(line);
      case RECURRING ->
          switch (line.amountPeriod()) {
            case TERM -> periodAmount(line);
            case MONTH -> periodAmount(line).multiply(months(term, line));
            case YEAR ->
                periodAmount(line)
                    .multiply(months(term, line))
                    .divide(MONTHS_PER_YEAR, MathContext.DECIMAL128);
          };
    };
  }

  private static BigDecimal months(ContractTerm term, ContractLineFields line) {
    LocalDate end = term.agreedEndOf(line);
    if (end == null) {
      throw new IllegalArgumentException("a line without an end has no term");
    }
    return CalendarTerm.months(term.startOf(line), end);
  }
}
