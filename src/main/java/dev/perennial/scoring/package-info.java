/**
 * Risk of non-renewal, as pure arithmetic: no framework, no database, no JSON, no clock.
 *
 * <p>Flow: {@code feature} (what is known, as numbers and states) → {@code model} (probability,
 * interval, contributions) → {@code explain} (reasons that add up), {@code health} (how the
 * customer is) and {@code decision} (bands, threshold, expected loss).
 *
 * <p>How a model is learned: {@code table} (rows with labels) → {@code training} (rows, spec and seed give the model, and
 * nothing else does; by {@code baserate}, {@code logistic} or {@code additive}) → {@code document} (the model, readable) →
 * {@code learned} (compiled for scoring) → {@code calibrate} → {@code evaluate} (how good it is, and whether it may replace
 * another).
 *
 * <p>Beside that flow, statistics for reports, each on its own: {@code survival} (how long customers
 * stay), {@code migration} (moves between segments), {@code test} (does an exposure go with losses?)
 * and {@code programme} (did a random offer change anything?), on the tools of {@code numeric}.
 *
 * <p>Whatever a score or a model rests on is reproducible to the bit on any machine: {@link java.lang.StrictMath}, fixed
 * summation order, no parallel sums. Statistics of reports take some functions from Apache Commons, which does not promise
 * that: the same result everywhere, but perhaps not to the last bit.
 */
@NullMarked
package dev.perennial.scoring;

import org.jspecify.annotations.NullMarked;
