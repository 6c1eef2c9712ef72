package dev.perennial.scoring.model;

import org.jspecify.annotations.Nullable;

/**
 * Words for one feature of a model. In the sentences {@code {value}}, {@code {reference}} and
 * {@code {label}} are replaced; null asks for a plain default.
 *
 * @param sentenceUp for a value that raises the risk
 * @param sentenceDown for a value that lowers it
 * @param sentenceSilent for a connected source that holds nothing
 * @param unitLabel {@code %}, {@code points}, or singular and plural as {@code day|days}
 * @param reference the value at which the contribution is 0; null for categories
 */
public record FeatureWording(
    @Nullable String sentenceUp,
    @Nullable String sentenceDown,
    @Nullable String sentenceSilent,
    @Nullable String unitLabel,
    @Nullable Double reference) {
  /** No words of its own: defaults are used. */
  public static final FeatureWording NONE = new FeatureWording(null, null, null, null, null);
}
