package dev.perennial.fact;

import dev.perennial.platform.http.Problem;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a bulk request of facts, one entry per item in its order. */
public record FactBulkResult(List<FactBulkItem> items) {
  /** What became of one. */
  public record FactBulkItem(
      @Schema(description = "Its place in the request, from 0.") int index,
      @Schema(description = "201 stored, 200 stored before, 4xx refused.") int status,
      @Nullable UUID id,
      @Nullable Problem problem) {}
}
