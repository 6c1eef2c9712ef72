package dev.perennial.privacy;

import java.time.Instant;
import java.util.UUID;

/**
 * A person was erased.
 *
 * @param id stays valid: scores, signals and events go on naming it
 * @param records events, facts, versions and notes that were changed, beside the object itself
 */
record Erasure(UUID id, Instant erasedAt, long records) {}
