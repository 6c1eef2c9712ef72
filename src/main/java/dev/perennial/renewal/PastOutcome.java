package dev.perennial.renewal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a past term was decided, as another system recorded it.
 *
 * @param contractId the contract whose end it was
 * @param dueDate last day of the term; null = the contract's latest
 * @param outcome RENEWED, NOT_RENEWED or TERMINATED_EARLY
 * @param decidedDate never in the future
 * @param renewedAmount annualised, contract currency; null = the successor's, else the same amount
 * @param reasonCodes known codes; may be empty
 */
public record PastOutcome(
    UUID contractId,
    @Nullable LocalDate dueDate,
    Outcome outcome,
    LocalDate decidedDate,
    @Nullable BigDecimal renewedAmount,
    List<String> reasonCodes) {}
