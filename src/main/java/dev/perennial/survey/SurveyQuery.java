package dev.perennial.survey;

import dev.perennial.history.PointInTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A checked {@link SurveyFilter} with its defaults. */
record SurveyQuery(
    SurveyMetric metric,
    Instant from,
    Instant to,
    @Nullable SurveyGrouping groupBy,
    SurveyResponses responses,
    @Nullable String tier,
    @Nullable String region,
    String zone,
    PointInTime at) {}
