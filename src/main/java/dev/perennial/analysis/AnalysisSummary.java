package dev.perennial.analysis;

import dev.perennial.platform.jobs.JobState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis in a list, without its answer.
 *
 * @param state of the job that works it off
 * @param rerunOf the analysis whose parameters were taken over
 */
public record AnalysisSummary(
    UUID id,
    AnalysisKind kind,
    @Nullable String name,
    JobState state,
    UUID jobId,
    @Nullable UUID rerunOf,
    Instant createdAt,
    String createdBy,
    @Nullable Instant finishedAt) {
  static AnalysisSummary of(AnalysisRow row) {
    return new AnalysisSummary(
        row.id(), row.kind(), row.name(), row.state(), row.jobId(), row.rerunOf(), row.createdAt(), row.createdBy(),
        row.finishedAt());
  }
}
