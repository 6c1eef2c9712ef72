package dev.perennial.triggerevent;

/** What a type of trigger event is believed to do to the risk of not renewing. */
public enum ExpectedDirection {
  RAISES_RISK,
  LOWERS_RISK,
  UNKNOWN
}
