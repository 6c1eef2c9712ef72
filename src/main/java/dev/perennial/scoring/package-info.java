/**
 * Risk of non-renewal, as pure arithmetic: no framework, no database, no JSON, no clock.
 *
 * <p>Flow: {@code feature} (what is known, as numbers and states) → {@code model} (probability,
 * interval, contributions) → {@code explain} (reasons that add up), {@code health} (how the
 * customer is) and {@code decision} (bands, threshold, expected loss).
 *
 * <p>Everything here is reproducible to the bit on any machine: {@link java.lang.StrictMath}, fixed
 * summation order, no parallel sums.
 */
@NullMarked
package dev.perennial.scoring;

import org.jspecify.annotations.NullMarked;
