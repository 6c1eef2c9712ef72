package dev.perennial.successmetric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.http.ETags;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a row what is answered: the progress, the warnings, the states of the follow-ups. */
final class SuccessMetricReader {
  private final SuccessMetricRow row;
  private final Instant now;
  private final LocalDate today;

  private SuccessMetricReader(SuccessMetricRow row, Instant now, LocalDate today) {
    this.row = row;
    this.now = now;
    this.today = today;
  }

  /** @param now the point of time it is read for, {@code today} its day */
  static SuccessMetricView view(SuccessMetricRow row, Instant now, LocalDate today) {
    return new SuccessMetricReader(row, now, today).view();
  }

  private SuccessMetricView view() {
    List<JsonNode> measured = new ArrayList<>();
    JsonNode measuredStart = null;
    for (JsonNode point : row.points() == null ? List.<JsonNode>of() : row.points()) {
      if (point.path("month").asInt(-1) == 0) {
        measuredStart = point;
      } else {
        measured.add(point);
      }
    }
    SuccessMetricView.MetricPoint start = start(measuredStart);
    SuccessMetricView.MetricPoint latest = measured.isEmpty() ? null : point(measured.getLast());
    Double baseline = start == null ? null : start.value();
    return new SuccessMetricView(
        row.id(), row.version(), ETags.ofVersion(row.version()), row.customerId(), row.name(), row.unit(), row.direction(),
        row.definedBy(), row.baseline(), row.baselineDate(), row.target(), row.targetDate(), row.attributable(),
        row.measurable(), row.benefit(), row.followUpMonths(), row.formula(), MetricWarnings.of(row, baseline), start, latest,
        MetricProgress.of(
            row.direction(), baseline, row.target(), latest == null ? null : latest.value(), slopePoints(start, measured)),
        derived(baseline), followUps(), row.externalIds(), row.createdAt(), row.updatedAt());
  }

  private SuccessMetricView.@Nullable MetricPoint start(@Nullable JsonNode measured) {
    Double stated = row.baseline();
    if (stated == null) {
      return measured == null ? null : point(measured);
    }
    LocalDate date = row.baselineDate();
    return new SuccessMetricView.MetricPoint(stated, date == null ? null : date.atStartOfDay(ZoneOffset.UTC).toInstant(), null, null);
  }

  private static SuccessMetricView.MetricPoint point(JsonNode measured) {
    return new SuccessMetricView.MetricPoint(
        measured.path("value").asDouble(), time(measured.path("at")), id(measured.path("id")), measured.path("source").textValue());
  }

  private static List<MetricProgress.Point> slopePoints(SuccessMetricView.@Nullable MetricPoint start, List<JsonNode> measured) {
    List<MetricProgress.Point> points = new ArrayList<>();
    Instant at = start == null ? null : start.at();
    if (start != null && at != null) {
      points.add(new MetricProgress.Point(at, start.value()));
    }
    for (JsonNode point : measured) {
      SuccessMetricView.MetricPoint read = point(point);
      Instant time = read.at();
      if (time != null) {
        points.add(new MetricProgress.Point(time, read.value()));
      }
    }
    return points;
  }

  private SuccessMetricView.@Nullable DerivedMetric derived(@Nullable Double baseline) {
    return row.formula() == null
        ? null
        : new SuccessMetricView.DerivedMetric(
            row.derivedValue(), now,
            MetricProgress.of(row.direction(), baseline, row.target(), row.derivedValue(), List.of()));
  }

  private List<SuccessMetricView.MetricFollowUp> followUps() {
    List<SuccessMetricView.MetricFollowUp> followUps = new ArrayList<>();
    for (JsonNode followUp : row.followUps() == null ? List.<JsonNode>of() : row.followUps()) {
      LocalDate due = LocalDate.parse(followUp.path("dueDate").asText());
      UUID measurement = id(followUp.path("measurementId"));
      followUps.add(
          new SuccessMetricView.MetricFollowUp(
              followUp.path("month").asInt(), due, FollowUpState.of(measurement != null, due, today), measurement,
              number(followUp.path("value")), time(followUp.path("measuredAt")), number(followUp.path("derivedValue"))));
    }
    return followUps;
  }

  private static @Nullable Instant time(JsonNode text) {
    return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
  }

  private static @Nullable UUID id(JsonNode text) {
    return text.isTextual() ? UUID.fromString(text.asText()) : null;
  }

  private static @Nullable Double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : null;
  }
}
