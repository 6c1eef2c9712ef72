/** JSON conventions: limits, money as decimal strings, merge patch (RFC 7396). */
@NullMarked
package dev.perennial.platform.json;

import org.jspecify.annotations.NullMarked;
