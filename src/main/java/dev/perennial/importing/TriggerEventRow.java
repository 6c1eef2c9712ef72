package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.Reference;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column of a file of trigger events can become. */
record TriggerEventRow(
    @Nullable String source, String sourceId, Reference customer, String type, Instant occurredAt, @Nullable Instant knownAt,
    @Nullable UUID contactId, @Nullable Map<String, JsonNode> attributes, @Nullable Integer revision,
    @Nullable Boolean retracted) {}
