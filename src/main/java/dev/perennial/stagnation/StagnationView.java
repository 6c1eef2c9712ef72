package dev.perennial.stagnation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing is new to one customer, as of a time. Product features are those defined now.
 *
 * @param months whole calendar months since {@code sinceDate}
 * @param sinceDate of the last movement; of the customer's start where that is later or there is none
 * @param startDate of its first contract; null without one
 * @param revenueKnown false where a rate to the reporting currency is missing: then no expansion can be told
 * @param movements the latest of each kind, newest first
 * @param reason a sentence for people
 */
@Schema(name = "Stagnation")
record StagnationView(
    UUID customerId, Instant knownAt, StagnationState state, @Nullable Long months, @Nullable LocalDate sinceDate,
    @Nullable LocalDate startDate, UsageReports usage, boolean revenueKnown, List<Movement> movements, String reason,
    Parameters parameters) {

  /** @param newSourceDays a first use so soon after the source began is the source's news, not the customer's */
  record Parameters(int stagnantMonths, int newSourceDays, String changeInitiativeType) {}
}
