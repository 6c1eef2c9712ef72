package dev.perennial.kernel;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** ISO 4217 codes. */
public final class Currencies {
  private static final Set<String> KNOWN =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Currencies() {}

  public static boolean isKnown(String code) {
    return KNOWN.contains(code);
  }
}
