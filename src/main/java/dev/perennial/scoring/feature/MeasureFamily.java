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
  /** Signals that tell of contacts with competitors: kinds MENTION and EVENT. */
  COMPETITOR(null, true),
  /** Success metrics and their measurements. */
  SUCCESS(null, true),
  /** Purchase criteria and how well they were delivered on. */
  CRITERIA(null, true),
  /** Trigger events; the definition names the type. */
  TRIGGER_EVENT(null, true),
  /** What was bought of metered units and how much of it is used. */
  ENTITLEMENT(null, true),
  /** Adoption paths; the definition names the path. */
  ADOPTION(null, true),
  /** What was new to the customer. */
  STAGNATION(null, true),
  /** The data itself, not the customer. */
  DATA(null, false);

  private final @Nullable String impliedSignalKind;
  private final boolean fromFacts;

  MeasureFamily(@Nullable String impliedSignalKind, boolean fromFacts) {
    this.impliedSignalKind = impliedSignalKind;
    this.fromFacts = fromFacts;
  }

  /**
   * The only signal kind this family reads, or null where the definition names it or none is read.
   */
  public @Nullable String impliedSignalKind() {
    return impliedSignalKind;
  }

  /** True where the measure is computed from dated facts, so that it may stand in any group. */
  public boolean fromFacts() {
    return fromFacts;
  }
}
