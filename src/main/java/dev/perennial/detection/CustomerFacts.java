package dev.perennial.detection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a rule sees of one customer.
 *
 * @param facts by time
 * @param corrections what was told of a time and does not stand any more, with the time when its correction was known; only
 *     for rules that find something where less is told
 * @param contractStarts by time; only for rules that start from there
 * @param beginnings of the customer: its creation, the starts of its contracts; only for rules that need a baseline
 * @param connectedSince since when signals that the rule expects or counts could have reached us; null = they never could
 */
record CustomerFacts(
    List<Fact> facts, List<Known> corrections, List<Known> contractStarts, List<Known> beginnings,
    @Nullable Instant connectedSince) {}
