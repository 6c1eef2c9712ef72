package dev.perennial.signal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The signals that wait for one customer. */
@Schema(name = "UnmatchedSignals")
record UnmatchedView(
    @Schema(description = "Made from source and external id.") UUID id,
    @Schema(description = "The system that knows the customer.") String source,
    @Schema(description = "Its id there.") String externalId,
    @Schema(description = "How many signals wait.") long signals,
    Instant firstOccurredAt,
    Instant lastOccurredAt,
    Instant firstReceivedAt,
    Instant lastReceivedAt,
    @Schema(description = "Customers it may be, the likeliest first.") List<Suggestion> suggestions) {

  /** A customer that may be meant. */
  @Schema(name = "CustomerSuggestion")
  record Suggestion(
      UUID customerId, String name,
      @Schema(description = "Why: EXTERNAL_ID (the same or nearly so in some source), NAME, NAME_BEGINS.") Reason reason) {}

  /** Why a customer is suggested, the best reason first. */
  enum Reason {
    EXTERNAL_ID,
    NAME,
    NAME_BEGINS
  }

  UnmatchedView with(List<Suggestion> found) {
    return new UnmatchedView(
        id, source, externalId, signals, firstOccurredAt, lastOccurredAt, firstReceivedAt, lastReceivedAt, found);
  }
}
