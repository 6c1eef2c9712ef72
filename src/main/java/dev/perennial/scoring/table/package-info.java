/**
 * What models are trained and judged on: rows of past renewals with their outcomes.
 *
 * <p>Flow: {@code TrainingColumn}s (double, float or byte each; a state per cell) + outcomes, customers and
 * times → {@code TrainingTable} → its canonical order, so that the order of rows and columns never shows.
 */
@NullMarked
package dev.perennial.scoring.table;

import org.jspecify.annotations.NullMarked;
