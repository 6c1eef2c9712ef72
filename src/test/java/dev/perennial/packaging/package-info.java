/**
 * Tests of the packaged service, run by {@code make test} after the jar is built: what is in it
 * ({@code ArtefactContentIT}), what its commands do ({@code CommandsIT}), what {@code make run} makes of it ({@code
 * MakeRunIT}).
 */
@NullMarked
package dev.perennial.packaging;

import org.jspecify.annotations.NullMarked;
