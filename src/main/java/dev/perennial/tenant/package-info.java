/**
 * Tenants, API keys, tokens of an identity provider, settings; authentication fills the caller that every other package reads.
 * {@code Replacement} is the rule by which configuration of every package is replaced.
 */
@NullMarked
package dev.perennial.tenant;

import org.jspecify.annotations.NullMarked;
