package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Works a run off in chunks of renewals, in the order of their ids. Each chunk stores its scores,
 * its part of the boards and how far it came in one transaction, so that a killed run goes on where
 * it stood and doubles nothing.
 */
@Singleton
class ScoringRunHandler implements JobHandler {
  private static final int CHUNK = 2000;
  private static final String AFTER = "after";
  private static final String SCORED = "scored";
  private static final String DONE = "done";

  private final ScoringRunRepository runs;
  private final ModelRepository models;
  private final ModelCache cache;
  private final Scorer scorer;
  private final SettingsService settings;
  private final EventLog log;
  private final Clock clock;
  private final ObjectMapper json;

  ScoringRunHandler(
      ScoringRunRepository runs,
      ModelRepository models,
      ModelCache cache,
      Scorer scorer,
      SettingsService settings,
      EventLog log,
      Clock clock,
      ObjectMapper json) {
    this.runs = runs;
    this.models = models;
    this.cache = cache;
    this.scorer = scorer;
    this.settings = settings;
    this.log = log;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return ScoringRunService.KIND;
  }

  @Override
  public String scope() {
    return Scope.SCORES_WRITE;
  }

  @Override
  public void run(JobRun job) {
    ScoringRun run =
        runs.get(UUID.fromString(job.parameters().get(ScoringRunService.RUN_ID).asText()));
    Work work = work(run, job.parameters());
    job.total(runs.count(work.selection));
    JsonNode checkpoint = job.checkpoint();
    while (checkpoint == null || !checkpoint.path(DONE).asBoolean()) {
      JsonNode from = checkpoint;
      job.commitChunk(() -> chunk(work, from));
      checkpoint = job.checkpoint();
    }
    job.result(
        json.createObjectNode()
            .put(ScoringRunService.RUN_ID, run.id().toString())
            .put("modelId", run.modelId().toString())
            .put("asOf", run.asOf().toString())
            .put("recordedBy", text(run.recordedBy()))
            .put(SCORED, checkpoint.path(SCORED).asLong())
            .put("link", "/v1/risk-scores?runId=" + run.id()));
  }

  private Work work(ScoringRun run, JsonNode parameters) {
    Settings now = settings.current();
    boolean past = parameters.path(ScoringRunService.PAST).asBoolean();
    JsonNode leadDays = parameters.path(ScoringRunService.LEAD_DAYS);
    @Nullable Integer lead = leadDays.isInt() ? leadDays.asInt() : null;
    ModelState state =
        models
            .model(run.modelId())
            .orElseThrow(() -> ProblemException.notFound("scoring model"))
            .state();
    return new Work(
        run,
        cache.get(run.modelId()),
        state,
        new RenewalSelection(
            chosen(parameters.path(ScoringRunService.RENEWAL_IDS)),
            chosen(parameters.path(ScoringRunService.CUSTOMER_IDS)),
            past || lead != null ? LocalDate.ofInstant(run.asOf(), now.zone()) : null,
            run.recordedBy(),
            lead),
        RiskRules.of(now),
        now.zone());
  }

  private static UUID @Nullable [] chosen(JsonNode ids) {
    return ids.isArray()
        ? StreamSupport.stream(ids.spliterator(), false)
            .map(id -> UUID.fromString(id.asText()))
            .toArray(UUID[]::new)
        : null;
  }

  private Chunk chunk(Work work, @Nullable JsonNode from) {
    UUID after = from == null ? null : UUID.fromString(from.path(AFTER).asText());
    long scored = from == null ? 0 : from.path(SCORED).asLong();
    UUID[] renewals = runs.next(work.selection, after, CHUNK);
    if (renewals.length > 0) {
      ScoreOrigin origin =
          new ScoreOrigin(
              work.run.id(), work.state, work.run.asOf(), work.run.recordedBy(), cutoffs(work, renewals), clock.instant(), work.rules);
      scorer.score(work.model, renewals, origin);
    }
    scored += renewals.length;
    boolean done = renewals.length < CHUNK;
    if (done) {
      log.append(computed(work, scored));
    }
    ObjectNode checkpoint = json.createObjectNode().put(SCORED, scored).put(DONE, done);
    if (renewals.length > 0) {
      checkpoint.put(AFTER, renewals[renewals.length - 1].toString());
    }
    return new Chunk(new Progress(renewals.length, renewals.length, 0, 0, 0), checkpoint);
  }

  private Map<UUID, Instant> cutoffs(Work work, UUID[] renewals) {
    Integer leadDays = work.selection.leadDays();
    Map<UUID, Instant> cutoffs = new HashMap<>();
    if (leadDays != null) {
      runs.cutoffDays(renewals, leadDays)
          .forEach((renewal, day) -> cutoffs.put(renewal, day.atStartOfDay(work.zone).toInstant()));
    }
    return cutoffs;
  }

  /** One event for the whole run: millions of scores do not go through the log. */
  private Event computed(Work work, long scored) {
    ObjectNode state =
        json.createObjectNode()
            .put("modelId", work.run.modelId().toString())
            .put("asOf", work.run.asOf().toString())
            .put("recordedBy", text(work.run.recordedBy()))
            .put("scheduled", work.run.scheduled())
            .put(SCORED, scored);
    return new Event("risk_score.computed", "scoring_run", work.run.id(), null, null, null, state);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private record Work(
      ScoringRun run,
      ScoringModel model,
      ModelState state,
      RenewalSelection selection,
      RiskRules rules,
      ZoneId zone) {}
}
