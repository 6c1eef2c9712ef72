package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import org.jspecify.annotations.Nullable;

/** Aggregates over a customer's success metrics and purchase criteria; see {@link FactSection} for what they are taken over. */
final class SuccessFeatures {
  /** A must-have that was delivered on worse than this has failed. */
  private static final double MUST_HAVE_MINIMUM = 5;

  /** A target against the direction, or equal to the baseline, has no attainment. */
  private static final String HAS_ATTAINMENT =
      "q.target <> q.baseline AND (q.target > q.baseline) = (q.direction = 'HIGHER_IS_BETTER')";

  /** When its first contract began; where none has begun yet, that of the renewal's lies ahead. */
  private static final String CUSTOMER_SINCE = "coalesce(o.start_date, c.start_date)";

  private SuccessFeatures() {}

  /**
   * @param days what a customer's days are bound to, null where the definition states none; they are counted from the first
   *     contract, which the query must read then
   */
  static String metrics(FeatureDefinition feature, @Nullable String days) {
    return switch (feature.measure()) {
      case SUCCESS_METRIC_MISSING -> "CAST(count(*) = 0" + (days == null ? "" : " AND " + CUSTOMER_SINCE + " <= {day} - " + days) + " AS int)";
      case SUCCESS_ATTAINMENT -> mean("100 * (q.value - q.baseline) / (q.target - q.baseline)", HAS_ATTAINMENT);
      case SUCCESS_SLOPE -> mean("100 * q.slope / (q.target - q.baseline)", HAS_ATTAINMENT);
      default -> throw new IllegalStateException("not about success metrics: " + feature.measure());
    };
  }

  static String criteria(FeatureDefinition feature) {
    return switch (feature.measure()) {
      case CRITERIA_FAILED -> "count(*) FILTER (WHERE q.must_have AND q.value < " + MUST_HAVE_MINIMUM + ")";
      case CRITERIA_DELIVERY -> "sum(q.importance * q.value) / nullif(sum(q.importance), 0)";
      default -> throw new IllegalStateException("not about purchase criteria: " + feature.measure());
    };
  }

  private static String mean(String number, String condition) {
    String filter = " FILTER (WHERE " + condition + ")";
    return "sum(" + number + ")" + filter + " / nullif(count(" + number + ")" + filter + ", 0)";
  }
}
