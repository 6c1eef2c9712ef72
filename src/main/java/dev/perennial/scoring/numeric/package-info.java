/**
 * Small numerical tools the statistics and the models share: an interval, a straight line, linear systems, a damped Newton
 * optimiser, Gauss's hypergeometric series, a Cholesky factor with its inverse, log-gamma and trigamma,
 * a random generator that never changes.
 *
 * <p>Own arithmetic uses {@link java.lang.StrictMath} in a fixed order; what models store or replay uses
 * nothing else. The statistics' log-gamma, distributions and root finding are Apache Commons'.
 */
@NullMarked
package dev.perennial.scoring.numeric;

import org.jspecify.annotations.NullMarked;
