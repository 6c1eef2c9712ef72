package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change, as a feature reports it; the log adds sequence, time, actor, origin and request id.
 *
 * @param type from the catalogue, e.g. {@code customer.updated}
 * @param subjectType resource in the singular, e.g. {@code customer}
 * @param subjectVersion version after the change, null for subjects without one
 * @param customerId the customer whose timeline shows it, null if none
 * @param previous the changed fields' old values, null when something new was made
 * @param object the state after the change; personal values are moved out by {@link PersonalFields}
 */
public record Event(
    String type,
    String subjectType,
    UUID subjectId,
    @Nullable Long subjectVersion,
    @Nullable UUID customerId,
    @Nullable JsonNode previous,
    @Nullable JsonNode object) {}
