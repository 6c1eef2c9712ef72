/** How everything people edit is created, patched, upserted by an external id and written in bulk: one mechanism for all resources. */
@NullMarked
package dev.perennial.editing;

import org.jspecify.annotations.NullMarked;
