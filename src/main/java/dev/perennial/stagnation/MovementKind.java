package dev.perennial.stagnation;

/** What counts as something new. */
enum MovementKind {
  /** Something was sent of type {@code change_initiative}. */
  CHANGE_INITIATIVE,
  /** Monthly recurring revenue rose from more than nothing, for whatever reason. */
  EXPANSION,
  /** A product feature was adopted, by its own definition. */
  NEW_FEATURE,
  /** The first USAGE signal of a type that a source had been telling of for a month. */
  NEW_USE
}
