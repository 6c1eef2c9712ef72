package dev.perennial.product;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects products. */
public class ProductFilter {
  @QueryParam("family")
  @Parameter(description = "One or more families, comma-separated.")
  @Nullable String family;

  @QueryParam("active")
  @Parameter(description = "true: only what is still sold; false: only what is not.")
  @Nullable Boolean active;

  @QueryParam("q")
  @Parameter(description = "The name begins with this; case and accents do not matter.")
  @Nullable String q;
}
