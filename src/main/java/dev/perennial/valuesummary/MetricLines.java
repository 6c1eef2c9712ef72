package dev.perennial.valuesummary;

import dev.perennial.successmetric.FollowUpState;
import dev.perennial.successmetric.MetricProgress;
import dev.perennial.successmetric.SuccessMetricView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What success metrics say: from baseline to now to target. */
final class MetricLines {
  private static final String TOPIC = "SUCCESS_METRIC";

  private MetricLines() {}

  static void add(List<SuccessMetricView> metrics, ValueLines lines) {
    if (metrics.isEmpty()) {
      lines.missing.add(
          new ValueLine(
              TOPIC, "No success metric: nobody knows what this customer measures its success by.", "success_metric", null,
              null, null, ValueLines.figures()));
    }
    metrics.forEach(metric -> add(metric, lines));
  }

  private static void add(SuccessMetricView metric, ValueLines lines) {
    SuccessMetricView.MetricPoint latest = metric.latest();
    SuccessMetricView.DerivedMetric derived = metric.derived();
    MetricProgress progress = latest != null || derived == null ? metric.progress() : derived.progress();
    Double now = latest != null ? Double.valueOf(latest.value()) : derived == null ? null : derived.value();
    ValueLine line = line(metric, now, progress);
    Double attainment = progress.attainment();
    Double delta = progress.delta();
    if (now == null || delta == null) {
      lines.missing.add(line);
    } else if (attainment == null ? isBetter(metric, delta) : attainment > 0) {
      lines.evidence.add(line);
    } else {
      lines.against.add(line);
    }
    overdue(metric, lines);
  }

  private static boolean isBetter(SuccessMetricView metric, double delta) {
    return metric.direction() == dev.perennial.successmetric.MetricDirection.HIGHER_IS_BETTER ? delta > 0 : delta < 0;
  }

  private static ValueLine line(SuccessMetricView metric, @Nullable Double now, MetricProgress progress) {
    SuccessMetricView.MetricPoint latest = metric.latest();
    SuccessMetricView.MetricPoint start = metric.start();
    SuccessMetricView.DerivedMetric derived = metric.derived();
    boolean measured = latest != null && latest.measurementId() != null;
    return new ValueLine(
        TOPIC, sentence(metric, now, progress), measured ? "measurement" : "success_metric",
        latest != null && latest.measurementId() != null ? latest.measurementId() : metric.id(),
        latest != null ? latest.source() : derived != null ? "signals" : null,
        latest != null ? latest.at() : derived == null ? null : derived.at(),
        ValueLines.figures(
            "successMetricId", metric.id(), "baseline", start == null ? null : start.value(), "now", now, "target",
            metric.target(), "unit", metric.unit(), "attainment", progress.attainment(), "deltaPercent",
            progress.deltaPercent(), "trend", metric.progress().trend(), "definedBy", metric.definedBy()));
  }

  private static String sentence(SuccessMetricView metric, @Nullable Double now, MetricProgress progress) {
    if (now == null) {
      return metric.name() + ": never measured since the baseline.";
    }
    SuccessMetricView.MetricPoint start = metric.start();
    Double target = metric.target();
    Double attainment = progress.attainment();
    String unit = metric.unit() == null ? "" : " " + metric.unit();
    return metric.name() + ": "
        + (start == null ? "now " + ValueLines.number(now) + unit + ", without a baseline"
            : "from " + ValueLines.number(start.value()) + " to " + ValueLines.number(now) + unit)
        + (target == null ? "" : ", target " + ValueLines.number(target))
        + (attainment == null ? "." : " (" + ValueLines.percent(attainment) + " of the way).");
  }

  /** What a formula alone gives is asked of nobody. */
  private static void overdue(SuccessMetricView metric, ValueLines lines) {
    if (metric.derived() != null && metric.latest() == null) {
      return;
    }
    metric.followUps().stream()
        .filter(followUp -> followUp.state() == FollowUpState.OVERDUE)
        .reduce((first, last) -> last)
        .ifPresent(
            followUp ->
                lines.missing.add(
                    new ValueLine(
                        TOPIC, metric.name() + ": the follow-up due on " + followUp.dueDate() + " was not asked.",
                        "success_metric", metric.id(), null, null,
                        ValueLines.figures("month", followUp.month(), "dueDate", followUp.dueDate()))));
  }
}
