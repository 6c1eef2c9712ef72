package dev.perennial.currency;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One stored rate.
 *
 * @param rate reporting currency per one unit of {@code currency}, a decimal string of at most nine decimals
 * @param date from this day on, until a newer rate
 */
record ExchangeRateView(String currency, LocalDate date, String rate, String reportingCurrency, Instant recordedAt) {
  static String plain(BigDecimal rate) {
    return rate.stripTrailingZeros().toPlainString();
  }
}
