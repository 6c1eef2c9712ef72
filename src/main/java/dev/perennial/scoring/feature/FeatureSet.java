package dev.perennial.scoring.feature;

import java.util.List;

/**
 * A versioned, valid list of features; its order is the order of every {@link FeatureVector} and of
 * every sum over features.
 *
 * @param code name of the set
 * @param version 1 and up; a version never changes once used
 * @param features at least one, at most {@link #MAXIMUM_FEATURES}, unique codes
 */
public record FeatureSet(String code, int version, List<FeatureDefinition> features) {
  /** More features would make the one query per batch too wide. */
  public static final int MAXIMUM_FEATURES = 200;

  /**
   * @throws InvalidFeatureSetException where {@link #problems} finds any
   */
  public FeatureSet {
    List<DefinitionProblem> problems = problems(code, version, features);
    if (!problems.isEmpty()) {
      throw new InvalidFeatureSetException(problems);
    }
    features = List.copyOf(features);
  }

  /** Everything wrong with what would become a feature set; empty where it is valid. */
  public static List<DefinitionProblem> problems(
      String code, int version, List<FeatureDefinition> features) {
    return FeatureSetValidator.problems(code, version, features);
  }

  /** Number of features. */
  public int size() {
    return features.size();
  }

  /** The feature at a position. */
  public FeatureDefinition feature(int index) {
    return features.get(index);
  }

  /** Position of a feature, -1 where the set has none of that code. */
  public int indexOf(String featureCode) {
    for (int index = 0; index < features.size(); index++) {
      if (features.get(index).code().equals(featureCode)) {
        return index;
      }
    }
    return -1;
  }
}
