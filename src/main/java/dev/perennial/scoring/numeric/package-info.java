/**
 * Small numerical tools the statistics share: an interval, linear systems, a damped Newton
 * optimiser, Gauss's hypergeometric series, a random generator that never changes.
 *
 * <p>Own arithmetic uses {@link java.lang.StrictMath} in a fixed order. Log-gamma, distributions
 * and root finding are Apache Commons'.
 */
@NullMarked
package dev.perennial.scoring.numeric;

import org.jspecify.annotations.NullMarked;
