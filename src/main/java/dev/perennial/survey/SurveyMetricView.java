package dev.perennial.survey;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A survey metric over a period.
 *
 * @param connected whether any answer of this survey was ever received: no answers and no source differ
 * @param outOfScale answers of the period that are outside the metric's scale and not counted
 */
@Schema(name = "SurveyMetrics")
record SurveyMetricView(
    SurveyMetric metric,
    Definition definition,
    Instant from,
    Instant to,
    @Nullable SurveyGrouping groupBy,
    SurveyResponses responses,
    boolean connected,
    long outOfScale,
    Group total,
    List<Group> groups) {

  /** What the number means. */
  @Schema(name = "SurveyMetricDefinition")
  record Definition(String formula, int version, double scaleFrom, double scaleTo, String interval) {
    private static final int VERSION = 1;

    static Definition of(SurveyMetric metric) {
      return new Definition(metric.definition, VERSION, metric.lowest, metric.highest, metric.interval);
    }
  }

  /**
   * One group; with groupBy=ROLE an answer counts once for each role of its respondent.
   *
   * @param key null: those without tier, region or role
   * @param answers that count
   * @param respondents different people, or customers where the person is not named
   * @param top answers 9 and 10 (NPS), 4 and 5 (CSAT); 0 for CES
   * @param bottom answers 0 to 6 (NPS); 0 for the others
   * @param value null without any answer
   */
  @Schema(name = "SurveyMetricGroup")
  record Group(
      @Nullable String key,
      long answers,
      long respondents,
      long top,
      long bottom,
      @Nullable Double mean,
      @Nullable Double value,
      @Nullable Double lowerBound,
      @Nullable Double upperBound) {}
}
