/** Words every feature shares: money, currencies, periods. Plain Java, no framework. */
@NullMarked
package dev.perennial.kernel;

import org.jspecify.annotations.NullMarked;
