package dev.perennial.successmetric;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects success metrics. */
public class SuccessMetricFilter {
  @QueryParam("customerId")
  @Parameter(description = "Of this customer.")
  @Nullable UUID customerId;

  @QueryParam("direction")
  @Parameter(description = "Comma-separated: HIGHER_IS_BETTER, LOWER_IS_BETTER.")
  @Nullable String direction;

  @QueryParam("definedBy")
  @Parameter(description = "Comma-separated: CUSTOMER, JOINT, US.")
  @Nullable String definedBy;

  @QueryParam("derived")
  @Parameter(description = "true: only those with a formula; false: only those without.")
  @Nullable Boolean derived;
}
