/** Perennial: which customers will not renew, how sure we are, exactly why, what has worked before, what is it worth. */
@NullMarked
package dev.perennial;

import org.jspecify.annotations.NullMarked;
