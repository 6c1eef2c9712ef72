package dev.perennial.contract;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects contracts. */
public class ContractFilter {
  @QueryParam("customerId")
  @Parameter(description = "Contracts of this customer.")
  @Nullable UUID customerId;

  @QueryParam("kind")
  @Parameter(description = "One or more of SUBSCRIPTION, PILOT, FREE, comma-separated.")
  @Nullable String kind;

  @QueryParam("status")
  @Parameter(
      description = "One or more of FUTURE, ACTIVE, PAUSED, ENDED, comma-separated; as of today.")
  @Nullable String status;

  @QueryParam("endDateFrom")
  @Parameter(
      description =
          "The term ends on or after this day (pauses that extend it included); leaves evergreen ones out.")
  @Nullable LocalDate endDateFrom;

  @QueryParam("endDateTo")
  @Parameter(
      description =
          "The term ends on or before this day (pauses that extend it included); leaves evergreen ones out.")
  @Nullable LocalDate endDateTo;

  @QueryParam("autoRenew")
  @Parameter(description = "Whether it renews by itself.")
  @Nullable Boolean autoRenew;

  @QueryParam("updatedFrom")
  @Parameter(description = "Changed at or after this time.")
  @Nullable Instant updatedFrom;
}
