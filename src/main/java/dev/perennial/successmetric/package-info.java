/**
 * Success metrics: a customer's own measure of success in its words, and its measurements. Resource → service → {@link
 * dev.perennial.editing.Editor} for metrics; resource → service → {@link dev.perennial.fact.Facts} → one statement for
 * measurements; both then rewrite the follow-ups that hang on them. A read is one statement per page: the metric, its
 * measurements, its follow-ups and what its formula makes of the signals; {@link dev.perennial.successmetric.MetricProgress}
 * computes the rest. Question rounds ask about metrics; their answers are measurements.
 */
@NullMarked
package dev.perennial.successmetric;

import org.jspecify.annotations.NullMarked;
