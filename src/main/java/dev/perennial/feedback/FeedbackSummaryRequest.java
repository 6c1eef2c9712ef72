package dev.perennial.feedback;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What feedback items are summed up by. */
public class FeedbackSummaryRequest {
  @QueryParam("groupBy")
  @DefaultValue("CATEGORY")
  @Parameter(description = "CATEGORY, OWNER, TIER or CUSTOMER (the 200 with the most open ones).")
  String groupBy = "CATEGORY";

  @QueryParam("closedFrom")
  @Parameter(description = "Time to closure of items closed from this time on; a year before `closedTo` when absent.")
  @Nullable Instant closedFrom;

  @QueryParam("closedTo")
  @Parameter(description = "And before this time; now when absent.")
  @Nullable Instant closedTo;
}
