package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as stored.
 *
 * @param startedBy who started it; the handler runs as this caller
 * @param requestId the request that started it, null outside requests
 * @param parameters what the handler was asked to do
 * @param checkpoint where another attempt continues, null before the first
 * @param attempt counts the processes that took the job; only the latest may commit
 * @param failure why it failed, in plain words, null unless FAILED
 */
public record Job(
    UUID id,
    String kind,
    JobState state,
    Caller startedBy,
    @Nullable String requestId,
    JsonNode parameters,
    @Nullable JsonNode checkpoint,
    JobCounts counts,
    int attempt,
    boolean cancelRequested,
    @Nullable JsonNode result,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
