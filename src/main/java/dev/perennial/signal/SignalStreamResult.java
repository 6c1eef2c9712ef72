package dev.perennial.signal;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a stream. */
@Schema(name = "SignalStreamResult")
record SignalStreamResult(
    @Schema(description = "Lines with something on them.") long lines,
    @Schema(description = "New signals.") long stored,
    @Schema(description = "Repeats that said something new: stored as corrections.") long revised,
    @Schema(description = "Repeats that changed nothing.") long duplicate,
    @Schema(description = "Waiting for their customer.") long unmatched,
    long refused,
    @Schema(description = "Why, of the first hundred.") List<LineError> errors) {

  /** Why a line was refused. */
  @Schema(name = "SignalLineError")
  record LineError(
      @Schema(description = "From 1.") long line, String code, @Nullable String pointer, String detail) {}
}
