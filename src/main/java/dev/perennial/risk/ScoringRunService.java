package dev.perennial.risk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts runs: the run and its job in one transaction. */
@ApplicationScoped
public class ScoringRunService {
  /** Kind of the job, and what {@link ScoringRunHandler} answers to. */
  static final String KIND = "scoring_run";

  static final String RUN_ID = "runId";
  static final String PAST = "past";
  static final String RENEWAL_IDS = "renewalIds";

  private static final ScoringRunRequest EVERYTHING_NOW = new ScoringRunRequest(null, null, null);

  private final ScoringRunRepository repository;
  private final ModelRepository models;
  private final JobService jobs;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  ScoringRunService(
      ScoringRunRepository repository,
      ModelRepository models,
      JobService jobs,
      Clock clock,
      Ids ids,
      ObjectMapper json) {
    this.repository = repository;
    this.models = models;
    this.jobs = jobs;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  /** Every open renewal of the caller's tenant, now. */
  @Transactional
  public Job startFull() {
    return start(EVERYTHING_NOW, false);
  }

  @Transactional
  Job startScheduled() {
    return start(EVERYTHING_NOW, true);
  }

  /**
   * @throws ProblemException 400 for a time to come, an unknown model or an unknown renewal; 409
   *     without an active model
   */
  @Transactional
  public Job start(ScoringRunRequest request) {
    return start(request, false);
  }

  private Job start(ScoringRunRequest request, boolean scheduled) {
    Instant now = clock.instant();
    check(request, now);
    Instant asOf = request.asOf() == null ? now : request.asOf().truncatedTo(ChronoUnit.MICROS);
    ScoringRun run =
        new ScoringRun(ids.next(), ids.next(), model(request.modelId()), asOf, scheduled);
    repository.insert(run, now);
    ObjectNode parameters = json.createObjectNode().put(RUN_ID, run.id().toString());
    parameters.put(PAST, request.asOf() != null);
    if (request.renewalIds() != null) {
      ArrayNode chosen = parameters.putArray(RENEWAL_IDS);
      request.renewalIds().stream().distinct().forEach(id -> chosen.add(id.toString()));
    }
    return jobs.start(run.jobId(), KIND, parameters);
  }

  private UUID model(@Nullable UUID wanted) {
    return wanted != null
        ? wanted
        : models
            .activeModel()
            .orElseThrow(
                () -> ProblemException.conflict("No scoring model is active; activate one first."));
  }

  private void check(ScoringRunRequest request, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (request.asOf() != null && request.asOf().isAfter(now)) {
      errors.add(
          FieldError.at(
              "/asOf",
              "in_future",
              "asOf must not lie in the future; our clock shows " + now + "."));
    }
    if (request.modelId() != null && models.model(request.modelId()).isEmpty()) {
      errors.add(FieldError.at("/modelId", "not_found", "There is no such scoring model."));
    }
    if (request.renewalIds() != null) {
      List<UUID> unknown = repository.unknown(request.renewalIds().toArray(UUID[]::new));
      for (int i = 0; i < request.renewalIds().size(); i++) {
        if (unknown.contains(request.renewalIds().get(i))) {
          errors.add(FieldError.at("/renewalIds/" + i, "not_found", "There is no such renewal."));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }
}
