/** Tenants, API keys, settings and people; authentication fills the caller that every other package reads. */
@NullMarked
package dev.perennial.tenant;

import org.jspecify.annotations.NullMarked;
