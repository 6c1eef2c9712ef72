package dev.perennial.analysis;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.platform.jobs.JobState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stored question with its parameters and its answer.
 *
 * @param state of the job that works it off
 * @param failure why it failed; null unless FAILED
 * @param rerunOf the analysis whose parameters were taken over
 * @param predictorParameters what was asked, complete; null unless kind is PREDICTORS
 * @param predictors the answer; null until there is one
 * @param triggerParameters what was asked, complete; null unless kind is TRIGGER_DISCOVERY
 * @param triggers the answer; null until there is one
 */
@Schema(name = "Analysis")
public record AnalysisView(
    UUID id,
    AnalysisKind kind,
    @Nullable String name,
    JobState state,
    @Nullable String failure,
    UUID jobId,
    @Nullable UUID rerunOf,
    Instant createdAt,
    String createdBy,
    @Nullable Instant finishedAt,
    @JsonRawValue @Schema(implementation = PredictorRequest.class) @Nullable String predictorParameters,
    @JsonRawValue @Schema(implementation = PredictorResult.class) @Nullable String predictors,
    @JsonRawValue @Schema(implementation = TriggerRequest.class) @Nullable String triggerParameters,
    @JsonRawValue @Schema(implementation = TriggerResult.class) @Nullable String triggers) {
  static AnalysisView of(AnalysisRow row) {
    boolean predictors = row.kind() == AnalysisKind.PREDICTORS;
    return new AnalysisView(
        row.id(),
        row.kind(),
        row.name(),
        row.state(),
        row.failure(),
        row.jobId(),
        row.rerunOf(),
        row.createdAt(),
        row.createdBy(),
        row.finishedAt(),
        predictors ? row.parameters() : null,
        predictors ? row.result() : null,
        predictors ? null : row.parameters(),
        predictors ? null : row.result());
  }
}
