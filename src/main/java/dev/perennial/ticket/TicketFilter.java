package dev.perennial.ticket;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects tickets. */
public class TicketFilter {
  @QueryParam("customerId")
  @Parameter(description = "Of this customer and those merged into it.")
  @Nullable UUID customerId;

  @QueryParam("state")
  @Parameter(description = "OPEN, CLOSED or both, comma-separated.")
  @Nullable String state;

  @QueryParam("severity")
  @Parameter(description = "Of this severity, 1 to 4.")
  @Nullable Integer severity;

  @QueryParam("minSeverity")
  @Parameter(description = "Of this severity or a higher one.")
  @Nullable Integer minSeverity;

  @QueryParam("olderThanDays")
  @Parameter(description = "Opened at least so many days ago.")
  @Nullable Integer olderThanDays;
}
