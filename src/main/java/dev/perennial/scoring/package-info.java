/**
 * Risk of non-renewal, as pure arithmetic: no framework, no database, no JSON, no clock.
 *
 * <p>Flow: {@code feature} (what is known, as numbers and states) → {@code model} (probability,
 * interval, contributions) → {@code explain} (reasons that add up), {@code health} (how the
 * customer is) and {@code decision} (bands, threshold, expected loss).
 *
 * <p>Beside that flow, statistics for reports, each on its own: {@code survival} (how long customers
 * stay), {@code migration} (moves between segments), {@code test} (does an exposure go with losses?)
 * and {@code programme} (did a random offer change anything?), on the tools of {@code numeric}.
 *
 * <p>Everything here is reproducible to the bit on any machine: {@link java.lang.StrictMath}, fixed
 * summation order, no parallel sums.
 */
@NullMarked
package dev.perennial.scoring;

import org.jspecify.annotations.NullMarked;
