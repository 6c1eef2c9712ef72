package dev.perennial.survey;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a survey metric is computed from. */
public class SurveyFilter {
  @QueryParam("metric")
  @DefaultValue("NPS")
  @Parameter(description = "NPS, CSAT or CES.")
  String metric = "NPS";

  @QueryParam("from")
  @Parameter(description = "Answers from this time on; a year before `to` when absent.")
  @Nullable Instant from;

  @QueryParam("to")
  @Parameter(description = "Answers before this time; now when absent.")
  @Nullable Instant to;

  @QueryParam("groupBy")
  @Parameter(description = "TIER, REGION, MONTH (of the tenant's time zone) or ROLE of the respondent; none when absent.")
  @Nullable String groupBy;

  @QueryParam("responses")
  @DefaultValue("LATEST")
  @Parameter(description = "LATEST: the last answer of each respondent counts; ALL: every answer.")
  String responses = "LATEST";

  @QueryParam("tier")
  @Parameter(description = "One or more tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("region")
  @Parameter(description = "One or more regions, comma-separated.")
  @Nullable String region;
}
