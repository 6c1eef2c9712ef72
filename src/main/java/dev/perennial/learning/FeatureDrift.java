package dev.perennial.learning;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a model reads: then, when it was trained, and now. Now are renewals whose cut-off lies in the days named, each as it
 * was last scored by its cut-off, so that like is compared with like.
 *
 * @param verdict the worst of the features that can be judged
 * @param reason the same in words
 * @param rowsThen rows of training; null where their distributions were not recorded
 * @param rowsNow renewals now
 */
@Schema(name = "FeatureDrift")
public record FeatureDrift(
    Verdict verdict,
    String reason,
    LocalDate cutOffsFrom,
    LocalDate cutOffsTo,
    @Nullable Integer rowsThen,
    int rowsNow,
    List<Feature> features,
    List<Source> sources) {
  public FeatureDrift {
    features = List.copyOf(features);
    sources = List.copyOf(sources);
  }

  /** Whether something lies differently. */
  @Schema(name = "DriftVerdict")
  public enum Verdict {
    /** The model was trained before distributions were recorded, or is not trained. */
    NOT_RECORDED,
    /** With so few rows chance alone makes as large an index. */
    TOO_FEW,
    /** An index beyond chance of at most 0.1. */
    STABLE,
    /** Above 0.1. */
    SHIFTED,
    /** Above 0.25. */
    SHIFTED_STRONGLY
  }

  /**
   * One feature.
   *
   * @param stability population stability index less what chance makes of it; null where it cannot be told
   * @param byChance what chance makes of it
   * @param silentThen share of the rows whose source was connected and silent
   * @param notConnectedThen share of the rows for which no source could tell
   * @param missingAlarm whether the share without a value changed by more than five points and more than chance explains
   */
  @Schema(name = "DriftingFeature")
  public record Feature(
      String feature,
      String label,
      Verdict verdict,
      @Nullable Double stability,
      @Nullable Double byChance,
      @Nullable Double silentThen,
      @Nullable Double silentNow,
      @Nullable Double notConnectedThen,
      @Nullable Double notConnectedNow,
      boolean missingAlarm) {}

  /**
   * The features of one source.
   *
   * @param source a kind of signal, or CONTRACT, CUSTOMER, SUCCESS, CRITERIA, TRIGGER_EVENT, DATA
   * @param features how many features read it
   * @param missingThen mean share of rows without a value; null where it was not recorded
   * @param alarms features whose share without a value changed
   */
  @Schema(name = "DriftingSource")
  public record Source(
      String source, int features, @Nullable Double missingThen, @Nullable Double missingNow, int alarms) {}
}
