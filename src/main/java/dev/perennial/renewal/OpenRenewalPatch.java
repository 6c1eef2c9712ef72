package dev.perennial.renewal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of an open renewal.
 *
 * @param dueDate of the renewal; null = the contract's next decision
 * @param patch the fields of a renewal as a merge patch
 */
public record OpenRenewalPatch(UUID contractId, @Nullable LocalDate dueDate, JsonNode patch) {}
