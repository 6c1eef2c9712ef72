package dev.perennial.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A row as the body of its resource, with the id that makes a second run find it again. */
record MappedRow(long line, @Nullable String externalId, ObjectNode body) {}
