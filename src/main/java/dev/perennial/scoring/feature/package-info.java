/**
 * Features as data: a {@link dev.perennial.scoring.feature.FeatureSet} says what is measured, a
 * {@link dev.perennial.scoring.feature.FeatureVector} holds what was found for one renewal.
 *
 * <p>Flow: definitions → {@code FeatureSetValidator} → {@code FeatureSet} → (the loader fills) →
 * {@code FeatureVector} → a model.
 */
@NullMarked
package dev.perennial.scoring.feature;

import org.jspecify.annotations.NullMarked;
