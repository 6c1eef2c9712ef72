package dev.perennial.renewal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice of a renewal.
 *
 * @param effectiveDate last day the customer wants to stay; null = the due date
 * @param withdrawnAt null while it is in force
 */
record Notice(
    UUID renewalId, LocalDate receivedDate, @Nullable LocalDate effectiveDate, @Nullable Instant withdrawnAt,
    @Nullable String note) {

  boolean isInForce() {
    return withdrawnAt == null;
  }
}
