package dev.perennial.scoring.document;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import java.util.List;

/**
 * A column as a model reads it.
 *
 * @param name code of the feature
 * @param type how its number is read
 * @param levels what its numbers mean, for CATEGORICAL columns
 */
public record ColumnDocument(String name, FeatureType type, List<String> levels) {
  public ColumnDocument {
    levels = List.copyOf(levels);
  }

  /** The columns of a feature set, in its order. */
  public static List<ColumnDocument> of(FeatureSet featureSet) {
    return featureSet.features().stream().map(ColumnDocument::of).toList();
  }

  private static ColumnDocument of(FeatureDefinition feature) {
    return new ColumnDocument(feature.code(), feature.type(), feature.levels());
  }
}
