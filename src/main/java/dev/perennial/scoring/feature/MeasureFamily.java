package dev.perennial.scoring.feature;

import org.jspecify.annotations.Nullable;

/** Where the facts of a measure come from. */
public enum MeasureFamily {
  /** The contract under decision. */
  CONTRACT(null, false),
  /** The customer's record and its free attributes. */
  CUSTOMER(null, false),
  /** Signals of any kind; the definition names the kind. */
  SIGNAL(null, true),
  /** Signals of kind INTERACTION. */
  INTERACTION("INTERACTION", true),
  /** Signals of kind SURVEY. */
  SURVEY("SURVEY", true),
  /** Signals of kind TICKET. */
  TICKET("TICKET", true),
  /** The data itself, not the customer. */
  DATA(null, false);

  private final @Nullable String impliedSignalKind;
  private final boolean fromSignals;

  MeasureFamily(@Nullable String impliedSignalKind, boolean fromSignals) {
    this.impliedSignalKind = impliedSignalKind;
    this.fromSignals = fromSignals;
  }

  /**
   * The only signal kind this family reads, or null where the definition names it or none is read.
   */
  public @Nullable String impliedSignalKind() {
    return impliedSignalKind;
  }

  /** True where the measure is computed from signals, so that it may stand in any group. */
  public boolean fromSignals() {
    return fromSignals;
  }
}
