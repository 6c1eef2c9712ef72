package dev.perennial.risk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a learned model is trained; what is left out has sensible settings.
 *
 * @param segment BASE_RATE only: the feature with levels whose loss rates are told apart
 * @param priorModelId LOGISTIC and ADDITIVE: a scorecard whose odds ratios are the prior; with few outcomes the model stays
 *     close to it
 * @param statedOnly with a prior: whether features that the scorecard does not name are left out
 * @param monotone ADDITIVE only: 1 for features that may only raise the risk, -1 for those that may only lower it
 * @param pairs ADDITIVE only: most pairs of features, 0 for none
 * @param excludedFeatures features of the set that it must not use
 * @param confirmedFeatures features that look as if they knew the outcome, and that a person confirms to be known in time
 */
public record LearningFields(
    @Nullable String segment,
    @Nullable UUID priorModelId,
    @Nullable Boolean statedOnly,
    @Nullable Map<String, Integer> monotone,
    @Min(0) @Max(50) @Nullable Integer pairs,
    @Size(max = 199) @Nullable List<String> excludedFeatures,
    @Size(max = 200) @Nullable List<String> confirmedFeatures) {
  /** Sensible settings. */
  static final LearningFields NONE = new LearningFields(null, null, null, null, null, null, null);

  Learning learning() {
    return new Learning(
        segment,
        priorModelId,
        Boolean.TRUE.equals(statedOnly),
        monotone == null ? Map.of() : monotone,
        pairs,
        sorted(excludedFeatures),
        sorted(confirmedFeatures));
  }

  private static List<String> sorted(@Nullable List<String> codes) {
    return codes == null ? List.of() : codes.stream().distinct().sorted().toList();
  }
}
