package dev.perennial.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.editing.Reference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringRevenueTest {
  private static final Reference PRODUCT = Reference.of(UUID.randomUUID());

  private static ContractTerm term(String start, String end) {
    return new ContractTerm(date(start), end == null ? null : date(end), null, List.of());
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static ContractLineFields line(
      String quantity,
      String price,
      String discount,
      ChargeType charge,
      AmountPeriod period,
      String start,
      String end) {
    return new ContractLineFields(
        null,
        PRODUCT,
        new BigDecimal(quantity),
        new BigDecimal(price),
        new BigDecimal(discount),
        charge,
        period,
        start == null ? null : date(start),
        end == null ? null : date(end));
  }

  private static void assertAmount(String expected, BigDecimal actual) {
    assertEquals(
        0,
        new BigDecimal(expected).compareTo(actual),
        () -> "expected " + expected + " but was " + actual);
  }

  /** By hand: 10 × 12.50 × 0.8 = 100 a period. */
  @ParameterizedTest
  @CsvSource({
    "SUBSCRIPTION, RECURRING, MONTH, 100",
    "SUBSCRIPTION, RECURRING, YEAR, 8.33333333",
    "SUBSCRIPTION, RECURRING, TERM, 4.16666667", // 24 months
    "SUBSCRIPTION, ONE_TIME, TERM, 0",
    "SUBSCRIPTION, USAGE, MONTH, 0",
    "PILOT, RECURRING, MONTH, 0",
    "FREE, RECURRING, MONTH, 0"
  })
  void monthlyAmountOfALine(
      ContractKind kind, ChargeType charge, AmountPeriod period, String expected) {
    ContractLineFields line = line("10", "12.50", "20", charge, period, null, null);
    assertAmount(expected, RecurringRevenue.mrr(kind, term("2025-01-01", "2026-12-31"), line));
  }

  @Test
  void twelveTwelfthsOfAYearArePriceAgain() {
    BigDecimal mrr =
        RecurringRevenue.mrr(
            ContractKind.SUBSCRIPTION,
            term("2025-01-01", null),
            line("1", "10000", "0", ChargeType.RECURRING, AmountPeriod.YEAR, null, null));
    assertAmount(
        "10000",
        mrr.multiply(BigDecimal.valueOf(12)).setScale(4, java.math.RoundingMode.HALF_EVEN));
  }

  /**
   * Months by hand: whole ones from the first day, then days over the length of the month they lie
   * in.
   */
  @ParameterizedTest
  @CsvSource({
    "2025-01-01, 2025-12-31, 12",
    "2026-01-15, 2026-04-30, 3.5333333333333333", // 16 of 30 days
    "2024-02-29, 2025-02-27, 12", // twelve months from February 29th reach the 28th
    "2024-01-31, 2024-02-28, 1", // a month from January 31st is over at the end of February
    "2026-03-01, 2026-03-01, 0.03225806451612903"
  })
  void monthsOfATerm(String start, String end, String expected) {
    assertAmount(expected, CalendarTerm.months(date(start), date(end)));
  }

  @Test
  void aRampIsOneLineAfterAnother() {
    ContractTerm term = term("2025-01-01", "2027-12-31");
    List<ContractLineFields> ramp =
        List.of(
            line("1", "1200", "0", ChargeType.RECURRING, AmountPeriod.YEAR, null, "2025-12-31"),
            line(
                "1",
                "2400",
                "0",
                ChargeType.RECURRING,
                AmountPeriod.YEAR,
                "2026-01-01",
                "2026-12-31"),
            line("1", "3600", "0", ChargeType.RECURRING, AmountPeriod.YEAR, "2027-01-01", null));
    ContractKind kind = ContractKind.SUBSCRIPTION;
    assertAmount("0", RecurringRevenue.mrr(kind, term, ramp, date("2024-12-31")));
    assertAmount("100", RecurringRevenue.mrr(kind, term, ramp, date("2025-12-31")));
    assertAmount("200", RecurringRevenue.mrr(kind, term, ramp, date("2026-01-01")));
    assertAmount("300", RecurringRevenue.mrr(kind, term, ramp, date("2027-12-31")));
    assertAmount("0", RecurringRevenue.mrr(kind, term, ramp, date("2028-01-01")));
    assertAmount("7200", RecurringRevenue.totalValue(term, ramp));
  }

  @Test
  void totalValueTakesOneTimeButNotUsage() {
    ContractTerm term = term("2025-01-01", "2025-06-30");
    List<ContractLineFields> lines =
        List.of(
            line("2", "50", "0", ChargeType.RECURRING, AmountPeriod.MONTH, null, null), // 6 × 100
            line(
                "1",
                "1200",
                "0",
                ChargeType.RECURRING,
                AmountPeriod.YEAR,
                null,
                null), // half a year: 600
            line("1", "300", "0", ChargeType.RECURRING, AmountPeriod.TERM, null, null), // 300
            line("1", "1000", "10", ChargeType.ONE_TIME, AmountPeriod.TERM, null, null), // 900
            line("1", "77", "0", ChargeType.USAGE, AmountPeriod.MONTH, null, null));
    assertAmount("2400", RecurringRevenue.totalValue(term, lines));
    assertNull(RecurringRevenue.totalValue(term("2025-01-01", null), lines));
  }

  @Test
  void aPauseMovesTheEndButNotTheTermPrice() {
    Pause pause = new Pause(date("2025-03-01"), date("2025-03-31"), true);
    ContractTerm term =
        new ContractTerm(date("2025-01-01"), date("2025-12-31"), null, List.of(pause));
    ContractLineFields line =
        line("1", "1200", "0", ChargeType.RECURRING, AmountPeriod.TERM, null, null);
    assertEquals(date("2026-01-31"), term.effectiveEnd());
    assertAmount("100", RecurringRevenue.mrr(ContractKind.SUBSCRIPTION, term, line));
    assertEquals(false, term.isInForce(line, date("2025-03-31")));
    assertEquals(true, term.isInForce(line, date("2026-01-31")));
    assertEquals(ContractStatus.PAUSED, term.status(date("2025-03-01")));
    assertEquals(ContractStatus.ACTIVE, term.status(date("2025-04-01")));
    assertEquals(ContractStatus.ENDED, term.status(date("2026-02-01")));
    assertEquals(ContractStatus.FUTURE, term.status(date("2024-12-31")));
  }

  @Test
  void linesKeepTheirIdentity() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    UUID fresh = UUID.randomUUID();
    ContractLineFields a =
        line("1", "10", "0", ChargeType.RECURRING, AmountPeriod.MONTH, null, "2025-06-30");
    ContractLineFields b =
        line("1", "20", "0", ChargeType.RECURRING, AmountPeriod.MONTH, "2025-07-01", null);
    List<ContractLineFields> stored = List.of(a.withId(first), b.withId(second));
    assertEquals(stored, LineIdentity.assign(List.of(a, b), stored, () -> fresh));
    // turned round, and one with another price: the start date tells
    List<UUID> ids =
        LineIdentity.assign(List.of(b.withUnitPrice(BigDecimal.TEN), a, a), stored, () -> fresh)
            .stream()
            .map(ContractLineFields::id)
            .toList();
    assertEquals(List.of(second, first, fresh), ids);
  }
}
