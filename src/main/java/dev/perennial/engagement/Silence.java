package dev.perennial.engagement;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The silence of a customer.
 *
 * @param since the last contact in either direction; without any, since when a source could have told of the customer
 */
record Silence(EngagementState state, @Nullable Instant since, @Nullable Long days) {

  /** @param connectedSince since when a source of interactions could tell of the customer; null: none is connected */
  static Silence of(@Nullable Instant lastContact, @Nullable Instant connectedSince, Instant now, int silentDays) {
    if (lastContact != null) {
      long days = days(lastContact, now);
      return new Silence(
          days < silentDays ? EngagementState.IN_CONTACT : EngagementState.SILENT, lastContact, days);
    }
    return connectedSince == null
        ? new Silence(EngagementState.NOT_CONNECTED, null, null)
        : new Silence(EngagementState.NO_CONTACT, connectedSince, days(connectedSince, now));
  }

  private static long days(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toDays());
  }
}
