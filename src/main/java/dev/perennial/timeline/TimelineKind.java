package dev.perennial.timeline;

/** Where an entry of a timeline comes from. */
enum TimelineKind {
  SIGNAL,
  CHANGE,
  SCORE,
  TRIGGER_EVENT
}
