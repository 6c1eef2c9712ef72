package dev.perennial.renewal;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice of a renewal.
 *
 * @param effectiveDate last day the customer wants to stay; null = the due date
 * @param isInForce whether it was not withdrawn
 * @param withdrawnDate the customer's day of it; null while in force, and where nobody said
 */
record Notice(
    UUID renewalId, LocalDate receivedDate, @Nullable LocalDate effectiveDate, boolean isInForce,
    @Nullable LocalDate withdrawnDate, @Nullable String note) {

  static Notice received(UUID renewalId, LocalDate receivedDate, @Nullable LocalDate effectiveDate, @Nullable String note) {
    return new Notice(renewalId, receivedDate, effectiveDate, true, null, note);
  }

  Notice withdrawn(LocalDate day) {
    return new Notice(renewalId, receivedDate, effectiveDate, false, day, note);
  }
}
