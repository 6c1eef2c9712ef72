package dev.perennial.utilisation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one customer uses of what it bought, as of a time.
 *
 * @param state NO_ENTITLEMENT when no contract in force grants anything that is metered
 */
record CustomerUtilisationView(UUID customerId, Instant knownAt, State state, List<UtilisationView> entitlements) {
  /** Whether there is anything to measure. */
  enum State {
    ENTITLED,
    NO_ENTITLEMENT
  }
}
