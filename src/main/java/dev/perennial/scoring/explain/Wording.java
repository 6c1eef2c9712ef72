package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.model.FeatureWording;
import org.jspecify.annotations.Nullable;

/** The sentence of one reason: the model's template, or a plain default where there is none. */
final class Wording {
  private Wording() {}

  /** The value as people read it; says in words where there is none. */
  static String valueText(
      FeatureDefinition feature, FeatureState state, double value, FeatureWording wording) {
    return switch (state) {
      case VALUE -> ValueText.of(feature, value, wording.unitLabel());
      case SILENT -> "nothing recorded";
      case NOT_CONNECTED -> "not connected";
    };
  }

  static String sentence(
      FeatureDefinition feature,
      FeatureState state,
      String valueText,
      double contribution,
      FeatureWording wording) {
    String template = template(state, contribution, wording);
    Double reference = wording.reference();
    String referenceText =
        reference == null ? "" : ValueText.of(feature, reference, wording.unitLabel());
    return template
        .replace("{label}", feature.label())
        .replace("{reference}", referenceText)
        .replace("{value}", valueText);
  }

  private static String template(FeatureState state, double contribution, FeatureWording wording) {
    return switch (state) {
      case VALUE ->
          or(
              contribution > 0
                  ? wording.sentenceUp()
                  : contribution < 0 ? wording.sentenceDown() : null,
              "{label}: {value}");
      case SILENT -> or(wording.sentenceSilent(), "{label}: nothing recorded for this customer");
      case NOT_CONNECTED -> "{label}: not known, no source that could tell is connected";
    };
  }

  private static String or(@Nullable String template, String otherwise) {
    return template == null ? otherwise : template;
  }
}
