package dev.perennial.feedback;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects feedback items. */
public class FeedbackFilter {
  @QueryParam("customerId")
  @Parameter(description = "Of this customer and those merged into it.")
  @Nullable UUID customerId;

  @QueryParam("state")
  @Parameter(description = "One or more states, comma-separated.")
  @Nullable String state;

  @QueryParam("category")
  @Parameter(description = "One or more categories, comma-separated.")
  @Nullable String category;

  @QueryParam("ownerId")
  @Parameter(description = "Looked after by this user.")
  @Nullable UUID ownerId;

  @QueryParam("overdue")
  @Parameter(description = "true: only not closed and due before today; false: only the others.")
  @Nullable Boolean overdue;

  @QueryParam("dueTo")
  @Parameter(description = "Due on this day or before.")
  @Nullable LocalDate dueTo;

  @QueryParam("openedFrom")
  @Parameter(description = "Opened at or after this time.")
  @Nullable Instant openedFrom;

  @QueryParam("openedTo")
  @Parameter(description = "Opened before this time.")
  @Nullable Instant openedTo;
}
