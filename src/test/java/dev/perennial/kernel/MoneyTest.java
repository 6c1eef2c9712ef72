package dev.perennial.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void showsAtLeastTwoDecimals() {
    assertEquals("12000.00", new Money(new BigDecimal("12000"), "EUR").plainAmount());
    assertEquals("0.125", new Money(new BigDecimal("0.1250"), "EUR").plainAmount());
  }
}
