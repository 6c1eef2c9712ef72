package dev.perennial.scoring.feature;

/** Who started an interaction, seen from us: INBOUND came from the customer. */
public enum Direction {
  INBOUND,
  OUTBOUND
}
