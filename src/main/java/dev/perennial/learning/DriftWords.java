package dev.perennial.learning;

import dev.perennial.risk.ScoringModelView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The drift of a model's features in one sentence. */
final class DriftWords {
  private static final int MOST_NAMED = 5;

  private DriftWords() {}

  static String of(
      FeatureDrift.Verdict verdict,
      ScoringModelView model,
      @Nullable Integer rowsThen,
      int rowsNow,
      List<FeatureDrift.Feature> features) {
    return switch (verdict) {
      case NOT_RECORDED ->
          model.training() == null
              ? "not recorded: nothing was trained, so there is nothing to compare with"
              : "not recorded: the model was trained before the distributions of its features were kept; train its next version";
      case TOO_FEW ->
          "too few to say: with %d renewals of training and %d now, chance alone makes as large an index"
              .formatted(rowsThen == null ? 0 : rowsThen, rowsNow);
      case STABLE -> "no feature lies differently from training, as far as can be told";
      case SHIFTED, SHIFTED_STRONGLY -> "lies differently from training: " + named(features);
    };
  }

  private static String named(List<FeatureDrift.Feature> features) {
    List<String> labels =
        features.stream()
            .filter(feature -> feature.verdict().compareTo(FeatureDrift.Verdict.STABLE) > 0)
            .sorted((one, other) -> Double.compare(stability(other), stability(one)))
            .map(FeatureDrift.Feature::label)
            .toList();
    String some = String.join(", ", labels.subList(0, Math.min(MOST_NAMED, labels.size())));
    return labels.size() > MOST_NAMED ? some + " and " + (labels.size() - MOST_NAMED) + " more" : some;
  }

  private static double stability(FeatureDrift.Feature feature) {
    return feature.stability() == null ? 0 : feature.stability();
  }
}
