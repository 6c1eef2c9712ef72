package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.Reference;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column of a signal file can become: a signal's fields, and a contract that stands for its customer. */
record SignalRow(
    @Nullable String source, String sourceId, @Nullable Reference customer, @Nullable Reference contract,
    @Nullable Reference contactId, @Nullable Reference productId, String kind,
    String type, Instant occurredAt, @Nullable Instant knownAt, @Nullable Double value, @Nullable Double sentiment,
    @Nullable Integer severity, @Nullable String direction, @Nullable String channel, @Nullable String phase,
    @Nullable String subjectKey, @Nullable Map<String, JsonNode> attributes, @Nullable Integer revision,
    @Nullable Boolean retracted) {}
