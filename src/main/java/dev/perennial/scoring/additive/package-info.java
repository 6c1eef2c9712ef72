/**
 * M3: an additive model with pairs (GA2M) on top of the logistic model.
 *
 * <p>Flow: columns → {@code Binning} (places: not connected, silent, then bins or levels; one byte each) → per
 * bag {@code Boosting} of shapes, cyclic, stopped by the bag's held-out customers → {@code PairScreen} (which
 * pairs the residuals ask for) → per bag boosting of pairs → {@code Purification} (what a pair says about one
 * column alone moves to that column's shape) → {@code AdditiveTraining} averages the bags and writes the
 * document.
 */
@NullMarked
package dev.perennial.scoring.additive;

import org.jspecify.annotations.NullMarked;
