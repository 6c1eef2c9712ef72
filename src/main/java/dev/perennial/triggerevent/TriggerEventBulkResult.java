package dev.perennial.triggerevent;

import dev.perennial.platform.http.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a bulk request, one entry per item in its order. */
@Schema(name = "TriggerEventBulkResult")
record TriggerEventBulkResult(List<TriggerEventBulkItem> items) {
  /** What became of one item. */
  record TriggerEventBulkItem(
      @Schema(description = "Its place in the request, from 0.") int index,
      @Schema(description = "201 stored, 200 stored before, 4xx refused.") int status,
      @Nullable Problem problem) {}
}
