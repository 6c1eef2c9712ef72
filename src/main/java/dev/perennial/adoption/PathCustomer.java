package dev.perennial.adoption;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer on a path.
 *
 * @param overdueDays of the next step, when it is overdue; else 0
 */
record PathCustomer(
    UUID customerId, String customerName, LocalDate startDate, int stepsReached, int stepCount, @Nullable String nextStep,
    @Nullable String stalledStep, long overdueDays) {}
