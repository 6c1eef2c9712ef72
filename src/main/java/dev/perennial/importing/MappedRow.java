package dev.perennial.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row as the body of its resource, with the id that makes a second run find it again.
 *
 * @param knownAt since when it was known, for a back-fill of edited resources; null: since now
 */
record MappedRow(long line, @Nullable String externalId, @Nullable Instant knownAt, ObjectNode body) {}
