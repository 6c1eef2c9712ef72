package dev.perennial.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount with its ISO 4217 currency; four decimals are stored, and the JSON form is {@code
 * {"amount":"12000.00","currency":"EUR"}}.
 *
 * @param amount decimal amount, at most four decimals
 * @param currency ISO 4217 code, three capital letters
 */
public record Money(BigDecimal amount, String currency) {
  /** Decimals kept by the database. */
  public static final int SCALE = 4;

  public Money {
    amount = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /** At least two decimals and no needless zeros after them: {@code 12000.00}, {@code 0.125}. */
  public String plainAmount() {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped
        .setScale(Math.max(2, stripped.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }
}
