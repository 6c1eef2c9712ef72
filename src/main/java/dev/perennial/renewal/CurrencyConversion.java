package dev.perennial.renewal;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.currency.Rates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts between contracts' currencies through the reporting currency; rates are read once, and
 * only when needed.
 */
final class CurrencyConversion {
  private final ExchangeRates exchangeRates;
  private @Nullable Rates rates;

  CurrencyConversion(ExchangeRates exchangeRates) {
    this.exchangeRates = exchangeRates;
  }

  Rates rates() {
    Rates known = rates;
    if (known == null) {
      known = exchangeRates.current();
      rates = known;
    }
    return known;
  }

  List<ContractTerms.Line> lines(List<ContractTerms.Line> lines, String from, String to) {
    return from.equals(to)
        ? lines
        : lines.stream()
            .map(
                line ->
                    new ContractTerms.Line(
                        line.id(),
                        line.productId(),
                        line.quantity(),
                        amount(line.mrr(), from, to),
                        line.start(),
                        line.end()))
            .toList();
  }

  BigDecimal amount(BigDecimal amount, String from, String to) {
    return from.equals(to)
        ? amount
        : rates()
            .toReporting(amount, from)
            .divide(rates().toReporting(BigDecimal.ONE, to), MathContext.DECIMAL64);
  }
}
