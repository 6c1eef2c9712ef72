package dev.perennial.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Works analyses off. The answer is worked out outside any transaction and stored in one short one. */
@Singleton
class AnalysisHandler implements JobHandler {
  private final AnalysisRepository repository;
  private final PredictorAnalysis predictors;
  private final TriggerDiscovery triggers;
  private final Clock clock;
  private final ObjectMapper json;

  AnalysisHandler(
      AnalysisRepository repository, PredictorAnalysis predictors, TriggerDiscovery triggers, Clock clock, ObjectMapper json) {
    this.repository = repository;
    this.predictors = predictors;
    this.triggers = triggers;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return AnalysisService.KIND;
  }

  @Override
  public String scope() {
    return Scope.SCORES_WRITE;
  }

  @Override
  public void run(JobRun job) {
    UUID id = UUID.fromString(job.parameters().get(AnalysisService.ANALYSIS_ID).asText());
    AnalysisRow analysis = repository.find(id).orElseThrow(() -> ProblemException.notFound("analysis"));
    job.total(1);
    if (analysis.finishedAt() == null) {
      JsonNode answer = json.valueToTree(answer(analysis));
      job.commitChunk(
          () -> {
            repository.finish(id, answer, clock.instant());
            return new Chunk(new Progress(1, 1, 0, 0, 0), null);
          });
    }
    job.result(
        json.createObjectNode().put(AnalysisService.ANALYSIS_ID, id.toString()).put("link", "/v1/analyses/" + id));
  }

  private Object answer(AnalysisRow analysis) {
    return switch (analysis.kind()) {
      case PREDICTORS -> predictors.answer(read(analysis, PredictorRequest.class));
      case TRIGGER_DISCOVERY -> triggers.answer(read(analysis, TriggerRequest.class));
    };
  }

  private <T> T read(AnalysisRow analysis, Class<T> type) {
    try {
      return json.readValue(analysis.parameters(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored parameters are no " + type.getSimpleName(), e);
    }
  }
}
