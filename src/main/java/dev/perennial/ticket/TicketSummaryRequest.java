package dev.perennial.ticket;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What tickets are summed up by. */
public class TicketSummaryRequest {
  @QueryParam("groupBy")
  @DefaultValue("TIER")
  @Parameter(description = "TIER, SEVERITY or CUSTOMER (the 200 with the most open ones).")
  String groupBy = "TIER";

  @QueryParam("severeFrom")
  @DefaultValue("3")
  @Parameter(description = "Severe from this severity on, 1 to 4.")
  int severeFrom = 3;

  @QueryParam("ageingDays")
  @DefaultValue("14")
  @Parameter(description = "Ageing once open for so many days.")
  int ageingDays = 14;

  @QueryParam("closedFrom")
  @Parameter(description = "Time to close of tickets closed from this time on; 90 days before the time of the answer when absent.")
  @Nullable Instant closedFrom;
}
