/** The one place where the clock is read and identifiers are made. */
@NullMarked
package dev.perennial.platform.time;

import org.jspecify.annotations.NullMarked;
