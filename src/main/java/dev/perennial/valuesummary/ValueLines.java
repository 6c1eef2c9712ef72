package dev.perennial.valuesummary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a summary while they are gathered. */
final class ValueLines {
  final List<ValueLine> evidence = new ArrayList<>();
  final List<ValueLine> against = new ArrayList<>();
  final List<ValueLine> missing = new ArrayList<>();

  /** Names and values in turn; null values stay. */
  static Map<String, Object> figures(@Nullable Object... namesAndValues) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      figures.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return figures;
  }

  /** "15", "2.5": at most two decimals. */
  static String number(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }

  static String percent(double share) {
    return Math.round(100 * share) + "%";
  }
}
