package dev.perennial.risk;

/** Life of a model version. One is ACTIVE: its scores are the ones people act on. */
public enum ModelState {
  DRAFT,
  SHADOW,
  ACTIVE,
  RETIRED
}
