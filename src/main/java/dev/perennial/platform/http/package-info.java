/** HTTP conventions, each built once: problems, paging, entity tags, idempotency, parameter checks. {@link dev.perennial.platform.http.FilterOrder} lists every filter in its order. */
@NullMarked
package dev.perennial.platform.http;

import org.jspecify.annotations.NullMarked;
