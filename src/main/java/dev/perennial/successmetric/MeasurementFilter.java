package dev.perennial.successmetric;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects measurements. */
public class MeasurementFilter {
  @QueryParam("successMetricId")
  @Parameter(description = "Of this metric.")
  @Nullable UUID successMetricId;

  @QueryParam("customerId")
  @Parameter(description = "Of this customer.")
  @Nullable UUID customerId;

  @QueryParam("source")
  @Parameter(description = "From this system.")
  @Nullable String source;

  @QueryParam("sourceId")
  @Parameter(description = "With this id there.")
  @Nullable String sourceId;

  @QueryParam("from")
  @Parameter(description = "Held at this time or later.")
  @Nullable Instant from;

  @QueryParam("to")
  @Parameter(description = "Held before this time.")
  @Nullable Instant to;

  @QueryParam("revisions")
  @Parameter(description = "`all`: superseded and retracted ones, too.")
  @Nullable String revisions;
}
