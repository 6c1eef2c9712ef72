/**
 * How everything people edit is created, patched, upserted by an external id and written in bulk: one mechanism for all
 * resources. What a list names is locked in the order of its keys before it is read ({@code WriteLocks}).
 */
@NullMarked
package dev.perennial.editing;

import org.jspecify.annotations.NullMarked;
