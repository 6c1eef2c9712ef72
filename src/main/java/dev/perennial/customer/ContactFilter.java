package dev.perennial.customer;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects contacts. */
public class ContactFilter {
  @QueryParam("customerId")
  @Parameter(description = "People of this customer.")
  @Nullable UUID customerId;

  @QueryParam("role")
  @Parameter(description = "With this role.")
  @Nullable String role;

  @QueryParam("left")
  @Parameter(description = "true: only who left; false: only who is still there.")
  @Nullable Boolean left;

  @QueryParam("q")
  @Parameter(description = "The name begins with this; case and accents do not matter.")
  @Nullable String q;
}
