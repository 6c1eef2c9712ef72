/** Tenants, API keys, tokens of an identity provider, settings; authentication fills the caller that every other package reads. */
@NullMarked
package dev.perennial.tenant;

import org.jspecify.annotations.NullMarked;
