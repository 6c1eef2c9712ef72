/**
 * M2: logistic regression with a Gaussian prior per coefficient, at its exact optimum.
 *
 * <p>Flow: {@code LogisticSpec} + table → {@code Terms} (which linear terms there are, how each is scaled, its
 * prior) → {@code Design} (the rows as numbers) → {@code Newton} (optimum and curvature) → {@code
 * LogisticTraining} (document). Zero-centred ridge, expert priors and plain maximum likelihood are one
 * formula with other numbers.
 */
@NullMarked
package dev.perennial.scoring.logistic;

import org.jspecify.annotations.NullMarked;
