package dev.perennial.scoring.feature;

/** How the number of a feature is read. */
public enum FeatureType {
  /** Any finite number. */
  NUMERIC,
  /** 0 (no) or 1 (yes). */
  BOOLEAN,
  /** Index into the feature's levels; -1 is a level that is not listed. */
  CATEGORICAL
}
