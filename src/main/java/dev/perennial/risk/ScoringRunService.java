package dev.perennial.risk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  static final String CUSTOMER_IDS = "customerIds";
  static final String LEAD_DAYS = "leadDays";

  /** More would not be read. */
  private static final int MOST_ERRORS = 100;

  private final ScoringRunRepository repository;
  private final ModelRepository models;
  private final References references;
  private final JobService jobs;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  ScoringRunService(
      ScoringRunRepository repository,
      ModelRepository models,
      References references,
      JobService jobs,
      Clock clock,
      Ids ids,
      ObjectMapper json) {
    this.repository = repository;
    this.models = models;
    this.references = references;
    this.jobs = jobs;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  /** Every open renewal of the caller's tenant, now. */
  @Transactional
  public Job startFull() {
    return everything(false);
  }

  @Transactional
  Job startScheduled() {
    return everything(true);
  }

  /** With the active model, and with those in its shadow. */
  private Job everything(boolean scheduled) {
    Job job = start(ScoringRunRequest.EVERYTHING_NOW, scheduled);
    models.shadowModels().forEach(shadow -> start(ScoringRunRequest.with(shadow), scheduled));
    return job;
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
    List<FieldError> errors = faults(request, now);
    Set<UUID> renewals = resolve(ResourceType.RENEWAL, "/renewalIds/", request.renewalIds(), errors);
    Set<UUID> customers = resolve(ResourceType.CUSTOMER, "/customers/", request.customers(), errors);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
    }
    Instant asOf = request.asOf() == null ? now : request.asOf().truncatedTo(ChronoUnit.MICROS);
    Instant recordedBy = request.recordedBy() == null ? null : request.recordedBy().truncatedTo(ChronoUnit.MICROS);
    ScoringRun run =
        new ScoringRun(ids.next(), ids.next(), model(request.modelId()), asOf, recordedBy, scheduled);
    repository.insert(run, now);
    ObjectNode parameters = json.createObjectNode().put(RUN_ID, run.id().toString());
    parameters.put(PAST, request.asOf() != null);
    if (request.renewalIds() != null) {
      ArrayNode chosen = parameters.putArray(RENEWAL_IDS);
      renewals.forEach(id -> chosen.add(id.toString()));
    }
    if (request.leadDays() != null) {
      parameters.put(LEAD_DAYS, request.leadDays());
    }
    if (request.customers() != null) {
      ArrayNode chosen = parameters.putArray(CUSTOMER_IDS);
      customers.forEach(id -> chosen.add(id.toString()));
    }
    return jobs.start(run.jobId(), KIND, parameters);
  }

  private Set<UUID> resolve(
      ResourceType type, String pointer, @Nullable List<Reference> named, List<FieldError> errors) {
    if (named == null) {
      return Set.of();
    }
    List<References.TypedReference> wanted =
        named.stream().map(reference -> new References.TypedReference(type, reference)).toList();
    Map<References.TypedReference, UUID> found = references.find(wanted).ids();
    Set<UUID> ids = new LinkedHashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      UUID id = found.get(wanted.get(i));
      if (id == null) {
        errors.add(FieldError.at(pointer + i, "not_found", "There is no " + type.label() + " " + named.get(i) + "."));
      } else {
        ids.add(id);
      }
    }
    return ids;
  }

  private UUID model(@Nullable UUID wanted) {
    return wanted != null
        ? wanted
        : models
            .activeModel()
            .orElseThrow(
                () -> ProblemException.conflict("No scoring model is active; activate one first."));
  }

  private List<FieldError> faults(ScoringRunRequest request, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (request.asOf() != null && request.asOf().isAfter(now)) {
      errors.add(
          FieldError.at(
              "/asOf",
              "in_future",
              "asOf must not lie in the future; our clock shows " + now + "."));
    }
    if (request.recordedBy() != null && request.asOf() == null) {
      errors.add(FieldError.at("/recordedBy", "not_allowed", "recordedBy goes with asOf: both say what is seen."));
    }
    if (request.recordedBy() != null && request.recordedBy().isAfter(now)) {
      errors.add(FieldError.at("/recordedBy", "in_future", "recordedBy must not lie in the future; our clock shows " + now + "."));
    }
    if (request.asOf() != null && request.leadDays() != null) {
      errors.add(FieldError.at("/leadDays", "not_allowed", "Give one time for all (asOf) or a lead for each, not both."));
    }
    if (request.modelId() != null) {
      ScoringModelRow model = models.model(request.modelId()).orElse(null);
      if (model == null) {
        errors.add(FieldError.at("/modelId", "not_found", "There is no such scoring model."));
      } else if (model.kind() == ScoringModelKind.EXTERNAL) {
        errors.add(FieldError.at("/modelId", "not_allowed", "Another tool makes this model's probabilities: nothing here can score with it."));
      } else if (model.kind().learned() && model.training() == null) {
        errors.add(FieldError.at("/modelId", "not_trained", "The model has not been trained yet."));
      }
    }
    return errors;
  }
}
