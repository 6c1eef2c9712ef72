package dev.perennial.signal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many waiting signals were matched, or discarded. */
@Schema(name = "UnmatchedResult")
record UnmatchedResult(int signals) {}
