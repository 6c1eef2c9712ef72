package dev.perennial.signal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to one posted signal.
 *
 * @param stored false when it was there already: then {@code signal} is the one that was stored
 *     first
 */
record SignalReceipt(
    @Schema(description = "False when it was stored before; then `signal` is that one.")
        boolean stored,
    SignalView signal) {}
