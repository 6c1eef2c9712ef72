package dev.perennial.modelcard;

import java.util.Locale;

/** Numbers as people read them. */
final class Say {
  private static final double FEW_PERCENT = 0.095;

  private Say() {}

  /** A share as a percentage; one decimal below ten. */
  static String percent(double share) {
    return String.format(Locale.ROOT, share > 0 && share < FEW_PERCENT ? "%.1f%%" : "%.0f%%", 100 * share);
  }

  /** How many of a hundred. */
  static String ofHundred(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }

  /** A factor: 3.2 or 0.21. */
  static String times(double factor) {
    return String.format(Locale.ROOT, factor < 1 ? "%.2f" : factor < 20 ? "%.1f" : "%.0f", factor);
  }

  static String number(double value) {
    if (value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    return String.format(Locale.ROOT, StrictMath.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }

  static String count(int count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
