package dev.perennial.successmetric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges a metric; nothing here refuses it. */
final class MetricWarnings {
  /** English and German words for results of the whole company. */
  private static final Pattern REVENUE =
      Pattern.compile(
          "\\b(revenues?|turnover|profits?|profitability|ebitda?|sales|earnings|market share|umsatz|gewinn|ertrag)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final List<MetricWarning> warnings = new ArrayList<>();

  private MetricWarnings() {}

  /** @param baseline the one in force: stated, or measured */
  static List<MetricWarning> of(SuccessMetricRow metric, @Nullable Double baseline) {
    MetricWarnings judged = new MetricWarnings();
    judged.meaning(metric);
    judged.numbers(metric, baseline);
    return judged.warnings;
  }

  private void meaning(SuccessMetricRow metric) {
    if (REVENUE.matcher(metric.name()).find()) {
      add("REVENUE_HAS_MANY_CAUSES", "Revenue and profit have too many causes for the customer to credit this product; measure what the product changes.");
    }
    if (metric.definedBy() == MetricDefiner.US) {
      add("DEFINED_BY_US", "Customers renew for their own reasons: let the customer define the measure, or agree on one.");
    }
    if (Boolean.FALSE.equals(metric.benefit())) {
      add("NOT_A_BENEFIT", "It tells that a feature is used, not what the customer gains.");
    }
    if (Boolean.FALSE.equals(metric.measurable())) {
      add("NOT_MEASURABLE", "It cannot be measured, so its follow-ups cannot be answered.");
    }
    if (Boolean.FALSE.equals(metric.attributable())) {
      add("NOT_ATTRIBUTABLE", "A change of it cannot be credited to the product.");
    }
    if (metric.attributable() == null || metric.measurable() == null || metric.benefit() == null) {
      add("QUALITY_NOT_ASSESSED", "Say whether it is attributable, measurable and a benefit.");
    }
    if (metric.unit() == null) {
      add("NO_UNIT", "Numbers without a unit are hard to agree on.");
    }
  }

  private void numbers(SuccessMetricRow metric, @Nullable Double baseline) {
    Double target = metric.target();
    if (baseline == null) {
      add("NO_BASELINE", "Without a baseline no change can be shown.");
    }
    if (target == null) {
      add("NO_TARGET", "Without a target nobody knows when it is reached.");
    }
    if (baseline == null || target == null) {
      return;
    }
    if (baseline.doubleValue() == target.doubleValue()) {
      add("BASELINE_EQUALS_TARGET", "The target is where the customer started.");
    } else if (target > baseline != (metric.direction() == MetricDirection.HIGHER_IS_BETTER)) {
      add("TARGET_AGAINST_DIRECTION", "The target is worse than the baseline; check both and the direction.");
    }
  }

  private void add(String code, String detail) {
    warnings.add(new MetricWarning(code, detail));
  }
}
