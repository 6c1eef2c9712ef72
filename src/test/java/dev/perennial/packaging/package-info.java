/**
 * Tests of the packaged service, run by {@code make test} after the jar is built: what is in it
 * ({@code ArtefactContentIT}) and what its commands do ({@code CommandsIT}).
 */
@NullMarked
package dev.perennial.packaging;

import org.jspecify.annotations.NullMarked;
