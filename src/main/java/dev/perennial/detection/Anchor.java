package dev.perennial.detection;

import java.time.Instant;

/**
 * From when on something is expected.
 *
 * @param knownAt when that was known
 */
record Anchor(Instant at, Instant knownAt) {}
