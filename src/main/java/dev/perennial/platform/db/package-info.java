/**
 * Connections that belong to one tenant, migrations, and the refusal to start with a role that could break the wall or
 * on a schema older than the service; transactions that lost against others and begin again; small helpers that read and bind values.
 */
@NullMarked
package dev.perennial.platform.db;

import org.jspecify.annotations.NullMarked;
