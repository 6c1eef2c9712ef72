package dev.perennial.utilisation;

/** What is known of the use. Only MEASURED has figures: what is not reported is not zero. */
enum UtilisationState {
  MEASURED,
  /** Others report such usage, this customer never has: unused or not connected, nobody can say. */
  NEVER_REPORTED,
  /** No source of the tenant has ever sent such usage. */
  NO_USAGE_SOURCE
}
