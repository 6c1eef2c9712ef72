package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk of work came to.
 *
 * @param progress added to the job's counts
 * @param checkpoint where another attempt continues after this chunk; null leaves the one before
 */
public record Chunk(Progress progress, @Nullable JsonNode checkpoint) {}
