package dev.perennial.utilisation;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects entitlements. */
public class EntitlementFilter {
  @QueryParam("contractId")
  @Parameter(description = "Of this contract.")
  @Nullable UUID contractId;

  @QueryParam("unit")
  @Parameter(description = "One or more units, comma-separated.")
  @Nullable String unit;
}
