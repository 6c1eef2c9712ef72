package dev.perennial.noveluse;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose mix could be compared: one line of the list.
 *
 * @param excess the divergence beyond {@code byChance}
 * @param types that the customer has more of, three at most
 */
record NovelCustomer(
    UUID customerId, String customerName, @Nullable String segment, long events, double divergence, double byChance,
    double excess, List<NovelType> types) {}
