package dev.perennial.noveluse;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How unlike its segment one customer uses the product.
 *
 * @param segment its value of {@code segmentBy}; null: the customers without one, or all of them
 * @param divergence Jensen-Shannon, base 2: 0 the same mix, 1 nothing in common; null when it cannot be compared
 * @param byChance the divergence to expect of as many signals drawn from the same mix, to first order
 * @param types that the customer has more of, what makes the most of the divergence first; ten at most
 * @param reason a sentence for people
 */
@Schema(name = "NovelUse")
record NovelUseView(
    UUID customerId, Instant knownAt, NovelUseState state, @Nullable String segment, long events, long segmentEvents,
    long segmentCustomers, @Nullable Double divergence, @Nullable Double byChance, List<NovelType> types, String reason,
    NovelUseParameters.Checked parameters) {}
