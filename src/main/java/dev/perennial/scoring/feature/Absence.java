package dev.perennial.scoring.feature;

/**
 * What it means for a measure that its source is connected but holds no matching fact. A source
 * that is not connected is always {@link FeatureState#NOT_CONNECTED}, whatever the measure.
 */
public enum Absence {
  /** Having none is the value 0 (a count, a sum, no open ticket). */
  ZERO,
  /** Having none is the value 1 (silence, "never answered"). */
  ONE,
  /** There is no value: {@link FeatureState#SILENT}. */
  SILENT
}
