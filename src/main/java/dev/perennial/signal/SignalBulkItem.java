package dev.perennial.signal;

import dev.perennial.platform.http.Problem;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of one item of a bulk request. */
record SignalBulkItem(
    @Schema(description = "Its place in the request, from 0.") int index,
    @Schema(description = "201 stored, 200 stored before, 202 waits for its customer, 4xx refused.") int status,
    @Nullable UUID id,
    @Nullable Problem problem) {}
