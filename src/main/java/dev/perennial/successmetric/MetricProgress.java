package dev.perennial.successmetric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a metric has come; every number is null where it would have no meaning. */
public record MetricProgress(
    @Schema(
            description =
                "(value − baseline) / (target − baseline), right for both directions: 1 is the target, below 0 is worse"
                    + " than the baseline, above 1 is more than promised.")
        @Nullable Double attainment,
    @Schema(
            description =
                "Why there is no attainment: NOT_MEASURED, NO_BASELINE, NO_TARGET, BASELINE_EQUALS_TARGET or"
                    + " TARGET_AGAINST_DIRECTION.")
        @Nullable String attainmentReason,
    @Schema(description = "Value minus baseline, in the metric's unit.") @Nullable Double delta,
    @Schema(description = "The same in percent of the baseline's size; null when the baseline is 0.")
        @Nullable Double deltaPercent,
    @Schema(description = "Least squares through the measurements and the dated baseline, per month of 30.436875 days.")
        @Nullable Double slopePerMonth,
    @Schema(description = "Points the slope rests on.") int slopePoints,
    @Schema(description = "IMPROVING, WORSENING, FLAT or UNKNOWN (less than two days measured).") String trend) {
  /** A mean Gregorian month. */
  private static final double MONTH_SECONDS = 30.436875 * 86_400;

  /** A value and when it held. */
  record Point(Instant at, double value) {}

  /** @param points for the slope, in any order */
  static MetricProgress of(
      MetricDirection direction, @Nullable Double baseline, @Nullable Double target, @Nullable Double value, List<Point> points) {
    String reason = reason(direction, baseline, target, value);
    Double delta = value == null || baseline == null ? null : value - baseline;
    Double slope = slope(points);
    return new MetricProgress(
        reason == null && delta != null && target != null && baseline != null ? delta / (target - baseline) : null,
        reason,
        delta,
        delta == null || baseline == null || baseline == 0 ? null : 100 * delta / Math.abs(baseline),
        slope,
        points.size(),
        trend(direction, slope));
  }

  private static @Nullable String reason(
      MetricDirection direction, @Nullable Double baseline, @Nullable Double target, @Nullable Double value) {
    if (value == null) {
      return "NOT_MEASURED";
    }
    if (baseline == null) {
      return "NO_BASELINE";
    }
    if (target == null) {
      return "NO_TARGET";
    }
    if (target.doubleValue() == baseline.doubleValue()) {
      return "BASELINE_EQUALS_TARGET";
    }
    return target > baseline == (direction == MetricDirection.HIGHER_IS_BETTER) ? null : "TARGET_AGAINST_DIRECTION";
  }

  /** Ordinary least squares, centred on the means so that large times lose no digits. */
  private static @Nullable Double slope(List<Point> points) {
    if (points.size() < 2) {
      return null;
    }
    Instant first = points.getFirst().at();
    double[] months =
        points.stream().mapToDouble(p -> Duration.between(first, p.at()).toMillis() / 1000.0 / MONTH_SECONDS).toArray();
    double meanMonth = java.util.Arrays.stream(months).average().orElse(0);
    double meanValue = points.stream().mapToDouble(Point::value).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < months.length; i++) {
      covariance += (months[i] - meanMonth) * (points.get(i).value() - meanValue);
      variance += (months[i] - meanMonth) * (months[i] - meanMonth);
    }
    return variance == 0 ? null : covariance / variance;
  }

  private static String trend(MetricDirection direction, @Nullable Double slope) {
    if (slope == null) {
      return "UNKNOWN";
    }
    return slope == 0 ? "FLAT" : slope > 0 == (direction == MetricDirection.HIGHER_IS_BETTER) ? "IMPROVING" : "WORSENING";
  }
}
