/**
 * Training as one function: {@code Training.train(rows, specification, seed)} gives a model document and
 * depends on nothing else, not even on the order of rows and columns.
 *
 * <p>Flow: {@code TrainingSpec} says which model → {@code baserate}, {@code logistic} or {@code additive}.
 */
@NullMarked
package dev.perennial.scoring.training;

import org.jspecify.annotations.NullMarked;
