package dev.perennial.detection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A renewal's date has come as near as a rule says.
 *
 * @param date the date
 * @param at the beginning of the day on which it is that near, in the tenant's time zone
 * @param knownAt then, or since when the renewal is open with this date if that is later
 */
record RenewalMoment(UUID customer, UUID renewal, LocalDate date, Instant at, Instant knownAt) {}
