package dev.perennial.risk;

import dev.perennial.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer with all its decisions of the worklist.
 *
 * @param amount at stake in all of them, reporting currency
 * @param expectedLoss sum over those that were scored
 * @param decisions the largest expected loss first
 */
public record WorklistCustomer(
    UUID customerId,
    String customerName,
    @Nullable String tier,
    Money amount,
    Money expectedLoss,
    LocalDate nextDecisionDeadlineDate,
    List<WorklistItem> decisions) {}
