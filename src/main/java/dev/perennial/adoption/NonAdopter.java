package dev.perennial.adoption;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer with a contract in force that has not adopted a feature.
 *
 * @param availableFrom the release, or the customer's start when that was later
 */
record NonAdopter(UUID customerId, String customerName, @Nullable String tier, LocalDate availableFrom, long daysAvailable) {}
