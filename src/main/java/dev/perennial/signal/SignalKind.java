package dev.perennial.signal;

/** What sort of fact a signal is; its {@code type} says more in the source's own words. */
public enum SignalKind {
  USAGE,
  INTERACTION,
  SURVEY,
  TICKET,
  MENTION,
  PAYMENT,
  PURCHASE,
  EVENT,
  METRIC,
  /** Something a customer did for us: gave a reference, wrote a review, referred somebody. */
  ADVOCACY
}
