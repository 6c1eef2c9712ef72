package dev.perennial.scoring.training;

import dev.perennial.scoring.additive.AdditiveSpec;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.logistic.LogisticSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is trained and how.
 *
 * @param kind which model
 * @param segment the column of segments, for a base rate; null for one rate for all
 * @param logistic how a logistic model is trained
 * @param additive how an additive model is trained
 * @param monotone +1 for columns that may only raise the risk, -1 for those that may only lower it
 */
public record TrainingSpec(
    ModelKind kind,
    @Nullable String segment,
    LogisticSpec logistic,
    AdditiveSpec additive,
    Map<String, Integer> monotone) {
  public TrainingSpec {
    monotone = Map.copyOf(monotone);
    for (Map.Entry<String, Integer> entry : monotone.entrySet()) {
      if (entry.getValue() != 1 && entry.getValue() != -1) {
        throw new IllegalArgumentException("the direction of " + entry.getKey() + " must be 1 or -1");
      }
    }
  }

  /** M0 with sensible settings. */
  public static TrainingSpec ofBaseRate(@Nullable String segment) {
    return new TrainingSpec(
        ModelKind.BASE_RATE, segment, LogisticSpec.ridge(), AdditiveSpec.standard(), Map.of());
  }

  /** M2. */
  public static TrainingSpec ofLogistic(LogisticSpec logistic) {
    return new TrainingSpec(ModelKind.LOGISTIC, null, logistic, AdditiveSpec.standard(), Map.of());
  }

  /** M3 with sensible settings. */
  public static TrainingSpec ofAdditive() {
    return ofAdditive(AdditiveSpec.standard(), Map.of());
  }

  /** M3. */
  public static TrainingSpec ofAdditive(AdditiveSpec additive, Map<String, Integer> monotone) {
    return new TrainingSpec(ModelKind.ADDITIVE, null, additive.logistic(), additive, monotone);
  }
}
