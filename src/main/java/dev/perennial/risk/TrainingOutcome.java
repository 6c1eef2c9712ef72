package dev.perennial.risk;

/** What came of a training. */
public enum TrainingOutcome {
  /** The model learned more than the base rate. */
  TRAINED,
  /** Too few outcomes for a model of this kind: it is the base rate. */
  NOT_ENOUGH_DATA,
  /** Nothing it was given tells losses from renewals better than the base rate: it is the base rate. */
  NO_USABLE_SIGNAL
}
