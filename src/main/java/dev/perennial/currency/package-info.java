/** Exchange rates into the reporting currency: sums across currencies only ever go through stored rates. */
@NullMarked
package dev.perennial.currency;

import org.jspecify.annotations.NullMarked;
