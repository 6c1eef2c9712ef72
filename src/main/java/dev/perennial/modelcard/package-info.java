/**
 * Model cards: one page on a version of a scoring model, for people who are not statisticians.
 *
 * <p>Flow: {@code ModelCardResource} → {@code ModelCardService} (registry, newest back-tests, monitoring) → {@code CardQuality},
 * {@code CardFeatures}, {@code CardTexts} (numbers put in words) → {@code ModelCard}, which is the JSON; {@code ModelCardPages}
 * lay the same out as HTML, with pictures from {@code CardPlots}. What draws them is loaded when the first page is asked for.
 */
@NullMarked
package dev.perennial.modelcard;

import org.jspecify.annotations.NullMarked;
