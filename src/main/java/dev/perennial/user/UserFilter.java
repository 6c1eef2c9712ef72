package dev.perennial.user;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects users. */
public class UserFilter {
  @QueryParam("role")
  @Parameter(description = "With this role.")
  @Nullable String role;

  @QueryParam("active")
  @Parameter(description = "true: only who works here; false: only who left.")
  @Nullable Boolean active;

  @QueryParam("q")
  @Parameter(description = "The name begins with this; case and accents do not matter.")
  @Nullable String q;
}
