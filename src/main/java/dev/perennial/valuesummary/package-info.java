/**
 * The evidence that sells a renewal, and what speaks against it: success metrics, criteria, usage, support, surveys and
 * advocacy, each line with its source and date. Three round trips: the renewal with what the signals say ({@link
 * dev.perennial.valuesummary.ValueFactRepository}), the metrics, the criteria; {@code *Lines} make sentences of them.
 */
@NullMarked
package dev.perennial.valuesummary;

import org.jspecify.annotations.NullMarked;
