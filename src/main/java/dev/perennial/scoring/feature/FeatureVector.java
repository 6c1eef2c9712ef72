package dev.perennial.scoring.feature;

import java.util.Arrays;

/**
 * What was found for one renewal: a state per feature and a value where the state is VALUE, in the
 * order of the feature set. Immutable; two are equal where every bit is.
 */
public final class FeatureVector {
  private final FeatureSet featureSet;
  private final double[] values;
  private final FeatureState[] states;

  /**
   * @param values finite where the state is VALUE (0 or 1 for BOOLEAN; a level's index or -1 for
   *     CATEGORICAL), NaN elsewhere; as long as the feature set
   * @param states one per feature
   * @throws IllegalArgumentException naming the feature that breaks one of these rules
   */
  public FeatureVector(FeatureSet featureSet, double[] values, FeatureState[] states) {
    this.featureSet = featureSet;
    this.values = values.clone();
    this.states = states.clone();
    if (values.length != featureSet.size() || states.length != featureSet.size()) {
      throw new IllegalArgumentException(
          "feature set %s has %d features, but there are %d values and %d states"
              .formatted(featureSet.code(), featureSet.size(), values.length, states.length));
    }
    for (int index = 0; index < this.values.length; index++) {
      check(featureSet.feature(index), this.values[index], this.states[index]);
      if (this.states[index] != FeatureState.VALUE) {
        this.values[index] = Double.NaN; // one bit pattern for "none"
      }
    }
  }

  /** As stored: states as letters, {@code VVSNV}. */
  public static FeatureVector of(FeatureSet featureSet, double[] values, String states) {
    return new FeatureVector(featureSet, values, FeatureState.decode(states));
  }

  private static void check(FeatureDefinition feature, double value, FeatureState state) {
    boolean valid = state == FeatureState.VALUE ? isValid(feature, value) : Double.isNaN(value);
    if (!valid) {
      throw new IllegalArgumentException(
          "feature %s (%s) cannot be %s in state %s"
              .formatted(feature.code(), feature.type(), value, state));
    }
  }

  private static boolean isValid(FeatureDefinition feature, double value) {
    return switch (feature.type()) {
      case NUMERIC -> Double.isFinite(value);
      case BOOLEAN -> value == 0 || value == 1;
      case CATEGORICAL ->
          value == StrictMath.rint(value) && value >= -1 && value < feature.levels().size();
    };
  }

  public FeatureSet featureSet() {
    return featureSet;
  }

  /** Number of features. */
  public int size() {
    return values.length;
  }

  /** The value at a position; NaN unless its state is VALUE. */
  public double value(int index) {
    return values[index];
  }

  public FeatureState state(int index) {
    return states[index];
  }

  /** A copy of the values. */
  public double[] values() {
    return values.clone();
  }

  /** The states as letters, for storing. */
  public String encodedStates() {
    return FeatureState.encode(states);
  }

  /** The states as {@link FeatureState#code() codes}, for the batch arrays. */
  public byte[] stateCodes() {
    byte[] codes = new byte[states.length];
    for (int index = 0; index < codes.length; index++) {
      codes[index] = states[index].code();
    }
    return codes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector that
        && featureSet.equals(that.featureSet)
        && Arrays.equals(values, that.values)
        && Arrays.equals(states, that.states);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(states);
  }

  @Override
  public String toString() {
    return "FeatureVector[%s v%d %s %s]"
        .formatted(
            featureSet.code(), featureSet.version(), encodedStates(), Arrays.toString(values));
  }
}
