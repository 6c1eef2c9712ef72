package dev.perennial.signal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one posted signal.
 *
 * @param stored false when it was there already: then {@code signal} is the one that was stored
 *     first
 * @param unmatched true when it waits for its customer: then it is no signal yet
 */
record SignalReceipt(
    @Schema(description = "False when it was stored before; then `signal` is that one.")
        boolean stored,
    @Schema(description = "True when it waits for its customer to appear (`unmatched=KEEP`).") boolean unmatched,
    @Schema(description = "Null while it waits.") @Nullable SignalView signal) {

  static SignalReceipt waiting() {
    return new SignalReceipt(false, true, null);
  }
}
