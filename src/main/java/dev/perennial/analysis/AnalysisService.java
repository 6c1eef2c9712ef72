package dev.perennial.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.learning.SampleSelection;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.platform.jobs.JobState;
import dev.perennial.platform.time.Ids;
import dev.perennial.risk.ModelService;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions asked, kept and asked again: each is stored with its job in one transaction. */
@ApplicationScoped
public class AnalysisService {
  /** Kind of the job, and what {@link AnalysisHandler} answers to. */
  static final String KIND = "analysis";

  static final String ANALYSIS_ID = "analysisId";

  private static final int WINDOW_DAYS = 180;
  private static final int TRIGGER_YEARS = 3;
  private static final int CONTROLS = 4;
  private static final double HOLD_OUT_SHARE = 0.3;
  private static final double FALSE_DISCOVERY_RATE = 0.05;
  private static final List<SortKey<AnalysisRow>> SORTS =
      List.of(new SortKey<>("createdAt", "a.created_at", "timestamptz", AnalysisRow::createdAt));

  private final AnalysisRepository repository;
  private final ModelService models;
  private final SettingsService settings;
  private final JobService jobs;
  private final EventLog log;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  AnalysisService(
      AnalysisRepository repository, ModelService models, SettingsService settings, JobService jobs, EventLog log,
      CallerContext callers, Clock clock, Ids ids, ObjectMapper json) {
    this.repository = repository;
    this.models = models;
    this.settings = settings;
    this.jobs = jobs;
    this.log = log;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  AnalysisView get(UUID id) {
    return AnalysisView.of(row(id));
  }

  private AnalysisRow row(UUID id) {
    return repository.find(id).orElseThrow(() -> ProblemException.notFound("analysis"));
  }

  Page<AnalysisSummary> list(PageRequest request, @Nullable String kind) {
    Filters filters = new Filters().in("a.kind", "kind", kind, AnalysisKind.class);
    Keyset<AnalysisRow> keyset = Keyset.of(request, "-createdAt", SORTS, "a.id", AnalysisRow::id, filters);
    return keyset.page(repository.list(keyset, filters), AnalysisSummary::of);
  }

  /**
   * @throws ProblemException 400 for what cannot be asked; 409 without a feature set to compare
   */
  @Transactional
  public AnalysisView predictors(PredictorRequest request) {
    PredictorRequest complete = complete(request);
    return start(AnalysisKind.PREDICTORS, complete.name(), json.valueToTree(complete), null);
  }

  /**
   * @throws ProblemException 400 for what cannot be asked; 409 without a feature set to hold equal
   */
  @Transactional
  public AnalysisView triggers(TriggerRequest asked) {
    LocalDate to = asked.to() == null ? settings.today().plusDays(1) : asked.to();
    LocalDate from = asked.from() == null ? to.minusYears(TRIGGER_YEARS) : asked.from();
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(FieldError.at("/from", "out_of_range", "from must lie before to."));
    }
    UUID setId = asked.featureSetId() == null ? activeFeatureSet() : asked.featureSetId();
    features(setId);
    TriggerRequest complete =
        new TriggerRequest(
            asked.name(),
            asked.outcome(),
            setId,
            from,
            to,
            asked.controls() == null ? Integer.valueOf(CONTROLS) : asked.controls(),
            asked.matchRisk() == null || asked.matchRisk(),
            asked.eventTypes(),
            asked.holdOutShare() == null ? Double.valueOf(HOLD_OUT_SHARE) : asked.holdOutShare(),
            asked.falseDiscoveryRate() == null ? Double.valueOf(FALSE_DISCOVERY_RATE) : asked.falseDiscoveryRate());
    return start(AnalysisKind.TRIGGER_DISCOVERY, complete.name(), json.valueToTree(complete), null);
  }

  /** The same question again, to the facts as they are known now. */
  @Transactional
  AnalysisView rerun(UUID id) {
    AnalysisRow before = row(id);
    return start(before.kind(), before.name(), Json.read(json, before.parameters()), id);
  }

  private AnalysisView start(AnalysisKind kind, @Nullable String name, JsonNode parameters, @Nullable UUID rerunOf) {
    AnalysisRow analysis =
        new AnalysisRow(
            ids.next(), kind, name, ids.next(), rerunOf, Json.write(json, parameters), null, JobState.QUEUED, null,
            clock.instant(), callers.caller().actor(), null);
    repository.insert(analysis, parameters);
    jobs.start(analysis.jobId(), KIND, json.createObjectNode().put(ANALYSIS_ID, analysis.id().toString()));
    JsonNode object =
        json.createObjectNode().put("kind", kind.name()).put("name", name).put("jobId", analysis.jobId().toString());
    log.append(new Event("analysis.started", "analysis", analysis.id(), null, null, null, object));
    return AnalysisView.of(analysis);
  }

  private PredictorRequest complete(PredictorRequest asked) {
    if (asked.lookBack() == PredictorRequest.LookBack.EVER) {
      throw ProblemException.invalid(
          FieldError.at(
              "/lookBack",
              "immortal_time",
              "Whether something happened ever depends on how long a customer was there, and so on the renewals it survived: every cut-off needs the same window."));
    }
    UUID setId =
        asked.featureSetId() != null
            ? asked.featureSetId()
            : activeFeatureSet();
    FeatureSet set = features(setId);
    String segment = asked.segment() == null ? PredictorAnalysis.segmentOf(set) : asked.segment();
    if (asked.segment() != null
        && (set.indexOf(asked.segment()) < 0 || set.feature(set.indexOf(asked.segment())).type() != FeatureType.CATEGORICAL)) {
      throw ProblemException.invalid(
          FieldError.at("/segment", "not_found", "The feature set has no categorical feature " + asked.segment() + "."));
    }
    LocalDate from = asked.dueFrom();
    if (from != null && asked.dueUntil() != null && from.isAfter(asked.dueUntil())) {
      throw ProblemException.invalid(FieldError.at("/dueFrom", "out_of_range", "dueFrom must not lie after dueUntil."));
    }
    return new PredictorRequest(
        asked.name(),
        setId,
        asked.leadDays() == null ? Integer.valueOf(SampleSelection.LEAD_DAYS) : asked.leadDays(),
        asked.windowDays() == null ? Integer.valueOf(WINDOW_DAYS) : asked.windowDays(),
        PredictorRequest.LookBack.WINDOW,
        asked.decidedUntil() == null ? settings.today() : asked.decidedUntil(),
        from,
        asked.dueUntil(),
        Boolean.TRUE.equals(asked.inferred()),
        segment,
        asked.eventTypes(),
        asked.interventions(),
        asked.confirmed(),
        asked.falseDiscoveryRate() == null ? Double.valueOf(FALSE_DISCOVERY_RATE) : asked.falseDiscoveryRate(),
        asked.beliefs());
  }

  private UUID activeFeatureSet() {
    return repository
        .activeFeatureSet()
        .orElseThrow(() -> ProblemException.conflict("No scoring model is active; name a featureSetId."));
  }

  private FeatureSet features(UUID id) {
    try {
      return models.features(id);
    } catch (ProblemException e) {
      throw ProblemException.invalid(FieldError.at("/featureSetId", "not_found", "There is no such feature set."));
    }
  }
}
