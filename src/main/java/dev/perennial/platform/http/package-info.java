/**
 * HTTP conventions, each built once: problems, paging, entity tags (of what has no version too: {@code ConditionalReads}),
 * idempotency, limits of addresses and headers, checks of parameters and bodies ({@code BodyCheck}).
 * {@link dev.perennial.platform.http.FilterOrder} lists every filter in its order.
 */
@NullMarked
package dev.perennial.platform.http;

import org.jspecify.annotations.NullMarked;
