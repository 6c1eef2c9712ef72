package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A feature's number as people read it: log amounts as amounts, trends as percent, levels by name.
 */
public final class ValueText {
  private ValueText() {}

  /**
   * @param unitLabel {@code %}, one word, or singular and plural as {@code day|days}; used where
   *     the measure does not fix the form itself
   */
  public static String of(FeatureDefinition feature, double value, @Nullable String unitLabel) {
    return switch (feature.type()) {
      case BOOLEAN -> value == 0 ? "no" : value == 1 ? "yes" : number(100 * value) + "%";
      case CATEGORICAL -> value < 0 ? "another" : feature.levels().get((int) value);
      case NUMERIC -> ofNumber(feature, value, unitLabel);
    };
  }

  private static String ofNumber(
      FeatureDefinition feature, double value, @Nullable String unitLabel) {
    return switch (feature.measure()) {
      case LOG_RENEWAL_AMOUNT -> String.format(Locale.ROOT, "%,.0f", StrictMath.expm1(value));
      case TREND -> signed(100 * StrictMath.expm1(value)) + "%";
      case PRICE_CHANGE_PERCENT -> signed(value) + "%";
      case DISCOUNT_PERCENT -> number(value) + "%";
      case COVERAGE, UTILISATION_PACE, ADOPTION_PROGRESS -> number(100 * value) + "%";
      case SURVEY_CHANGE -> withUnit(signed(value), unitLabel);
      case DAYS_SINCE, TENURE_DAYS, TICKET_OLDEST_OPEN_DAYS, LONGEST_GAP_DAYS ->
          withUnit(number(StrictMath.rint(value)), unitLabel);
      default -> withUnit(number(value), unitLabel);
    };
  }

  private static String withUnit(String number, @Nullable String unitLabel) {
    if (unitLabel == null || unitLabel.isBlank()) {
      return number;
    }
    if (unitLabel.equals("%")) {
      return number + "%";
    }
    int bar = unitLabel.indexOf('|');
    String unit =
        bar < 0
            ? unitLabel
            : number.equals("1") ? unitLabel.substring(0, bar) : unitLabel.substring(bar + 1);
    return number + " " + unit;
  }

  private static String signed(double value) {
    String text = number(value);
    return value > 0 && !text.equals("0") ? "+" + text : text;
  }

  /** About three digits; whole numbers without decimals. */
  private static String number(double value) {
    double size = StrictMath.abs(value);
    int decimals = size >= 20 ? 0 : size >= 1 ? 1 : 2;
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
