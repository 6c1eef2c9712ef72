package dev.perennial.customer;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What shall stand beside its id in an answer. */
public class ExpandRequest {
  @QueryParam("expand")
  @Parameter(
      description =
          "`customer`: the customer itself beside its id, as a read of it answers. Needs the scope customers:read; not together"
              + " with `knownAt` or `recordedBy`.")
  @Nullable String expand;

  public ExpandRequest() {}
}
