package dev.perennial.history;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The two times a read may name; a plain read names none. A class, not a record: JAX-RS fills the
 * fields of a bean parameter.
 */
public class PointInTimeRequest {
  @QueryParam("knownAt")
  @Parameter(
      description =
          "Answer as of this time: what was known by then. Now when absent; not in the future. Such an answer has no"
              + " `ETag` and its `etag` is refused by `If-Match`.")
  @Nullable Instant knownAt;

  @QueryParam("recordedBy")
  @Parameter(
      description =
          "Use only what was stored here by this time: for a given `knownAt` and `recordedBy` the answer never changes,"
              + " whatever is written later. Everything stored when absent; not in the future.")
  @Nullable Instant recordedBy;

  public PointInTimeRequest() {}

  public PointInTimeRequest(@Nullable Instant knownAt, @Nullable Instant recordedBy) {
    this.knownAt = knownAt;
    this.recordedBy = recordedBy;
  }
}
