/** Who is calling and from where: the caller of the current request or job, and the scopes an endpoint asks for. */
@NullMarked
package dev.perennial.platform.access;

import org.jspecify.annotations.NullMarked;
