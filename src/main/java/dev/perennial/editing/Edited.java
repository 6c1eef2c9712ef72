package dev.perennial.editing;

import java.util.UUID;

/** A written object as it reads now, and whether it is new. */
public record Edited<V>(UUID id, long version, boolean created, V view) {}
