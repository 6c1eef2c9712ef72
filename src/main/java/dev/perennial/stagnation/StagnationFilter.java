package dev.perennial.stagnation;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects customers by their stagnation. */
public class StagnationFilter {
  @QueryParam("minMonths")
  @Parameter(description = "Only customers to whom nothing has been new for at least so many months.")
  @Nullable Integer minMonths;

  @QueryParam("tier")
  @Parameter(description = "One or more tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("region")
  @Parameter(description = "One or more regions, comma-separated.")
  @Nullable String region;

  @QueryParam("csmId")
  @Parameter(description = "The user who is its customer-success manager.")
  @Nullable UUID csmId;
}
