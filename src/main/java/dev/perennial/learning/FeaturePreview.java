package dev.perennial.learning;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A feature set tried on decided renewals, each as of its own cut-off; stored nowhere.
 *
 * @param rows renewals looked at
 * @param losses of which lost
 */
@Schema(name = "FeaturePreview")
public record FeaturePreview(UUID featureSetId, int rows, int losses, List<Feature> features) {
  public FeaturePreview {
    features = List.copyOf(features);
  }

  /**
   * One feature.
   *
   * @param valueRate share of renewals with a value
   * @param silentRate share where the source is connected and silent
   * @param notConnectedRate share where no source could tell
   * @param minimum of the values; null for levels, and where there is none
   * @param levels how often each level occurs; empty for numbers
   * @param aucAlone how well it alone tells losses from renewals: 0.5 not at all; null without outcomes of both kinds
   * @param suspicion why it would be quarantined; null where nothing speaks against it
   */
  @Schema(name = "PreviewedFeature")
  public record Feature(
      String feature,
      double valueRate,
      double silentRate,
      double notConnectedRate,
      @Nullable Double minimum,
      @Nullable Double lowerQuartile,
      @Nullable Double median,
      @Nullable Double upperQuartile,
      @Nullable Double maximum,
      @Nullable Double mean,
      List<Level> levels,
      @Nullable Double aucAlone,
      @Nullable String suspicion) {
    public Feature {
      levels = List.copyOf(levels);
    }
  }

  /** How often a level occurs; {@code level} is null for those that the feature does not list. */
  @Schema(name = "PreviewedLevel")
  public record Level(@Nullable String level, int rows, int losses) {}
}
