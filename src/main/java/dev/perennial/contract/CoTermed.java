package dev.perennial.contract;

import dev.perennial.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a common end did to one contract.
 *
 * @param previousEnd last day before, inclusive, with the days pauses add
 * @param end last day now
 * @param prorated recurring amount of the days added, negative for days taken away; contract currency
 */
public record CoTermed(
    UUID contractId, UUID customerId, LocalDate previousEnd, LocalDate end, Money prorated) {}
