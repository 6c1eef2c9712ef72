package dev.perennial.platform.http;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters every list takes. A class, not a record: JAX-RS fills the fields of a bean parameter. */
public class PageRequest {
  @QueryParam("limit")
  @Parameter(description = "Rows on a page, 1 to 200; 50 when absent.")
  @Nullable Integer limit;

  @QueryParam("cursor")
  @Parameter(description = "`nextCursor` of the page before.")
  @Nullable String cursor;

  @QueryParam("sort")
  @Parameter(description = "Comma-separated keys of this list, a minus in front for descending.")
  @Nullable String sort;

  public PageRequest() {}

  public PageRequest(@Nullable Integer limit, @Nullable String cursor, @Nullable String sort) {
    this.limit = limit;
    this.cursor = cursor;
    this.sort = sort;
  }

  public @Nullable Integer limit() {
    return limit;
  }

  public @Nullable String cursor() {
    return cursor;
  }

  public @Nullable String sort() {
    return sort;
  }
}
