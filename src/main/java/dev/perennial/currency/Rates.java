package dev.perennial.currency;

import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Exchange rates in force on a day: reporting currency per one unit of each currency.
 *
 * @param reportingCurrency its own rate is 1
 * @param rates by ISO 4217 code
 */
public record Rates(String reportingCurrency, Map<String, BigDecimal> rates) {
  private static final int MONEY_SCALE = 4;

  public boolean has(String currency) {
    return currency.equals(reportingCurrency) || rates.containsKey(currency);
  }

  /** The amount in the reporting currency, four decimals; a missing rate is a problem, never a guess. */
  public BigDecimal toReporting(BigDecimal amount, String currency) {
    if (currency.equals(reportingCurrency)) {
      return amount.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
    }
    BigDecimal rate = rates.get(currency);
    if (rate == null) {
      throw missing(currency);
    }
    return amount.multiply(rate).setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
  }

  public ProblemException missing(String currency) {
    return new ProblemException(
        ProblemType.EXCHANGE_RATE_MISSING,
        "There is no exchange rate from " + currency + " to " + reportingCurrency + "; store one with PUT /v1/exchange-rates/"
            + currency + "/{date} first.");
  }
}
