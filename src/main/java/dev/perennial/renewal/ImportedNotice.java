package dev.perennial.renewal;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as a file tells it.
 *
 * @param dueDate of the renewal; null = the contract's next decision
 * @param effectiveDate last day the customer wants to stay; null = the due date
 * @param withdrawnDate null while it is in force
 */
public record ImportedNotice(
    UUID contractId, @Nullable LocalDate dueDate, LocalDate receivedDate, @Nullable LocalDate effectiveDate,
    @Nullable LocalDate withdrawnDate, @Nullable String note) {}
