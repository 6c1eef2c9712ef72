/**
 * How much a tenant and a credential may ask in a minute, counted over all replicas; and how often an address may fail to say
 * who it is. {@code RateLimitFilter → RateLimits → SharedBuckets → platform.rate_limit}, which the hot path seldom reaches.
 */
@NullMarked
package dev.perennial.platform.limit;

import org.jspecify.annotations.NullMarked;
