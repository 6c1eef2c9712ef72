package dev.perennial.scoring.explain;

import dev.perennial.scoring.feature.FeatureGroup;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of why a score changed.
 *
 * @param kind what the line is about
 * @param feature code of the feature; null for the other kinds
 * @param label name for people
 * @param group group of the feature; null for the other kinds
 * @param before value before, as people read it; null for the other kinds
 * @param after value after, as people read it; null for the other kinds
 * @param difference log-odds, positive raised the risk
 * @param percentagePoints exact part of 100 (p after - p before)
 * @param points part as shown, one decimal; these add up as well
 */
public record DifferenceLine(
    Kind kind,
    @Nullable String feature,
    String label,
    @Nullable FeatureGroup group,
    @Nullable String before,
    @Nullable String after,
    double difference,
    double percentagePoints,
    BigDecimal points) {
  /** What a line is about. */
  public enum Kind {
    /** What is known about the customer. */
    FEATURE,
    /** The calibration on the model's output. */
    CALIBRATION,
    /** Another model version: what the old facts would have scored with it, less what they did. */
    MODEL_CHANGE
  }
}
