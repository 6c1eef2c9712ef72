package dev.perennial.contract;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Calendar arithmetic of terms: last days are inclusive, months are counted from the first day. */
final class CalendarTerm {
  private CalendarTerm() {}

  /** 12 months from 2026-01-15 last until 2027-01-14. */
  static LocalDate lastDay(LocalDate start, int months) {
    return start.plusMonths(months).minusDays(1);
  }

  /**
   * Many systems write the anniversary itself as the last day, so both it and the day before agree
   * with the term.
   */
  static boolean agrees(LocalDate start, LocalDate lastDay, int months) {
    LocalDate exact = lastDay(start, months);
    return lastDay.equals(exact) || lastDay.equals(exact.plusDays(1));
  }

  /** The term in whole months, null when the dates do not make whole months. */
  static @Nullable Integer wholeMonths(LocalDate start, LocalDate lastDay) {
    int months = completeMonths(start, lastDay.plusDays(1));
    return months > 0 && lastDay(start, months).equals(lastDay) ? months : null;
  }

  /**
   * Months including the fraction of the last one: complete months from the first day, then the
   * remaining days over the length of the month they lie in. 2026-01-15 … 2026-04-30 is 3 + 16/30.
   */
  static BigDecimal months(LocalDate start, LocalDate lastDay) {
    LocalDate end = lastDay.plusDays(1);
    int complete = completeMonths(start, end);
    LocalDate from = start.plusMonths(complete);
    long days = ChronoUnit.DAYS.between(from, end);
    long length = ChronoUnit.DAYS.between(from, start.plusMonths(complete + 1L));
    return BigDecimal.valueOf(complete)
        .add(BigDecimal.valueOf(days).divide(BigDecimal.valueOf(length), MathContext.DECIMAL64));
  }

  /**
   * {@code MONTHS.between} alone misses that a month from January 31st is over at the end of
   * February.
   */
  private static int completeMonths(LocalDate start, LocalDate end) {
    int months = Math.toIntExact(ChronoUnit.MONTHS.between(start, end));
    return start.plusMonths(months + 1L).isAfter(end) ? months : months + 1;
  }
}
