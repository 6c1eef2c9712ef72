package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;

/** Aggregates over a customer's success metrics and purchase criteria; see {@link FactSection} for what they are taken over. */
final class SuccessFeatures {
  /** A must-have that was delivered on worse than this has failed. */
  private static final double MUST_HAVE_MINIMUM = 5;

  /** A target against the direction, or equal to the baseline, has no attainment. */
  private static final String HAS_ATTAINMENT =
      "q.target <> q.baseline AND (q.target > q.baseline) = (q.direction = 'HIGHER_IS_BETTER')";

  private SuccessFeatures() {}

  static String metrics(FeatureDefinition feature) {
    return switch (feature.measure()) {
      case SUCCESS_METRIC_MISSING -> "CAST(count(*) = 0 AS int)";
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
