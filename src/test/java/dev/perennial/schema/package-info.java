/**
 * Data as of released schemas, and the proof that it still migrates: {@code ReleaseData} writes a release's data file,
 * {@code SchemaEvolutionIT} brings every file there is to today's schema and serves it.
 */
@NullMarked
package dev.perennial.schema;

import org.jspecify.annotations.NullMarked;
