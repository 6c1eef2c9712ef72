package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.fact.RescoreMarkRepository;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import dev.perennial.scoring.feature.DefinitionProblem;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.model.ScorecardTerm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry: versions of feature sets and models never change; which model is active does. */
@ApplicationScoped
public class ModelService {
  private static final List<SortKey<FeatureSetRow>> SET_SORTS =
      List.of(new SortKey<>("createdAt", "created_at", "timestamptz", FeatureSetRow::createdAt));
  private static final List<SortKey<ScoringModelRow>> MODEL_SORTS =
      List.of(
          new SortKey<>("createdAt", "m.created_at", "timestamptz", ScoringModelRow::createdAt));

  private final ModelRepository repository;
  private final ModelDocuments documents;
  private final ModelViews views;
  private final LearnedDrafts drafts;
  private final RescoreMarkRepository marks;
  private final EventLog log;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  ModelService(
      ModelRepository repository,
      ModelDocuments documents,
      ModelViews views,
      LearnedDrafts drafts,
      RescoreMarkRepository marks,
      EventLog log,
      Clock clock,
      Ids ids,
      ObjectMapper json) {
    this.repository = repository;
    this.documents = documents;
    this.views = views;
    this.drafts = drafts;
    this.marks = marks;
    this.log = log;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  FeatureSetView featureSet(UUID id) {
    return view(
        repository.featureSet(id).orElseThrow(() -> ProblemException.notFound("feature set")));
  }

  /**
   * A feature set ready to work.
   *
   * @throws ProblemException 404 where the tenant has no such set
   */
  public FeatureSet features(UUID id) {
    return documents.featureSet(
        repository.featureSet(id).orElseThrow(() -> ProblemException.notFound("feature set")).document());
  }

  Page<FeatureSetView> featureSets(@Nullable String code, PageRequest request) {
    Filters filters = new Filters().in("code", "code", code);
    Keyset<FeatureSetRow> keyset =
        Keyset.of(request, "-createdAt", SET_SORTS, "id", FeatureSetRow::id, filters);
    return keyset.page(repository.featureSets(keyset, filters), this::view);
  }

  public ScoringModelView model(UUID id) {
    return views.view(repository.model(id).orElseThrow(() -> ProblemException.notFound("scoring model")));
  }

  Page<ScoringModelView> models(
      @Nullable String code, @Nullable String state, PageRequest request) {
    Filters filters =
        new Filters().in("m.code", "code", code).in("m.state", "state", state, ModelState.class);
    Keyset<ScoringModelRow> keyset =
        Keyset.of(request, "-createdAt", MODEL_SORTS, "m.id", ScoringModelRow::id, filters);
    return keyset.page(repository.models(keyset, filters), views::view);
  }

  /** The next version of the set of that code. */
  @Transactional
  FeatureSetView createFeatureSet(FeatureSetFields fields) {
    List<@Nullable FeatureDefinition> features = new ArrayList<>();
    for (FeatureFields feature : fields.features()) {
      features.add(feature == null ? null : feature.definition());
    }
    refuse(FeatureSet.problems(fields.code(), 1, features));
    int version = repository.nextFeatureSetVersion(fields.code());
    UUID id = insert(new FeatureSet(fields.code(), version, features));
    FeatureSetView view = featureSet(id);
    log.append(
        new Event(
            "feature_set.created",
            "feature_set",
            id,
            (long) version,
            null,
            null,
            json.valueToTree(view)));
    return view;
  }

  /** The next version of the model of that code, as a draft. */
  @Transactional
  public ScoringModelView createModel(ScoringModelFields fields) {
    FeatureSetRow row =
        repository
            .featureSet(fields.featureSetId())
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        FieldError.at(
                            "/featureSetId", "not_found", "There is no such feature set.")));
    FeatureSet set = documents.featureSet(row.document());
    UUID id =
        switch (fields.kindOrScorecard()) {
          case SCORECARD -> insert(scorecard(fields, set), row.id(), ModelState.DRAFT, fields.note());
          case EXTERNAL -> insertExternal(fields, set, row.id());
          case BASE_RATE, LOGISTIC, ADDITIVE ->
              insert(fields, documents.write(drafts.check(fields, set)), row.id());
        };
    ScoringModelView view = model(id);
    logged("scoring_model.created", view);
    return view;
  }

  private ScorecardDefinition scorecard(ScoringModelFields fields, FeatureSet set) {
    require("/baseRate", fields.baseRate());
    require("/baseRateStrength", fields.baseRateStrength());
    require("/terms", fields.terms());
    if (fields.learning() != null) {
      throw ProblemException.invalid(FieldError.at("/learning", "not_allowed", "A scorecard is stated, not learned."));
    }
    List<@Nullable ScorecardTerm> terms = new ArrayList<>();
    for (TermFields term : Objects.requireNonNull(fields.terms())) {
      terms.add(term == null ? null : term.term());
    }
    ScorecardDefinition definition =
        new ScorecardDefinition(
            fields.code(),
            repository.nextModelVersion(fields.code()),
            set.code(),
            set.version(),
            Objects.requireNonNull(fields.baseRate()),
            Objects.requireNonNull(fields.baseRateStrength()),
            terms);
    refuse(Scorecard.problems(definition, set));
    return definition;
  }

  private static void require(String pointer, @Nullable Object given) {
    if (given == null) {
      throw ProblemException.invalid(FieldError.at(pointer, "required", "A scorecard needs it."));
    }
  }

  /** Lets it score beside the active model: its scores are kept, and boards do not show them. */
  @Transactional
  ScoringModelView shadow(UUID id) {
    ScoringModelView before = usable(id);
    if (before.state() == ModelState.SHADOW) {
      return before;
    }
    if (!repository.shadow(id)) {
      throw ProblemException.conflict("The active model cannot be its own shadow; activate another one first.");
    }
    marks.markAll(clock.instant());
    ScoringModelView after = model(id);
    logged("scoring_model.shadowed", after);
    return after;
  }

  private ScoringModelView usable(UUID id) {
    ScoringModelView view = model(id);
    if (view.kind() == ScoringModelKind.EXTERNAL) {
      throw ProblemException.conflict(
          "Another tool makes this model's probabilities: nothing here can score with it, or say why. It can be judged in back-tests only.");
    }
    if (view.kind().learned() && view.training() == null) {
      throw ProblemException.conflict("The model has not been trained yet; train it first.");
    }
    return view;
  }

  /** Makes it the model whose scores people act on; an older version may come back this way. */
  @Transactional
  ScoringModelView activate(UUID id) {
    ScoringModelView before = usable(id);
    if (before.state() == ModelState.ACTIVE) {
      return before;
    }
    repository.activate(id, clock.instant());
    marks.markAll(clock.instant());
    ScoringModelView after = model(id);
    logged("scoring_model.activated", after);
    return after;
  }

  /** What a new tenant starts with; both may be replaced by versions of its own. */
  @Transactional
  void createStarter() {
    FeatureSet set = documents.resource("/starter/feature-set.json", FeatureSet.class);
    ScorecardDefinition card =
        documents.resource("/starter/scorecard.json", ScorecardDefinition.class);
    Scorecard.of(card, set);
    insert(
        card,
        insert(set),
        ModelState.ACTIVE,
        "Comes with Perennial: odds ratios stated by experience.");
  }

  private UUID insert(FeatureSet set) {
    UUID id = ids.next();
    repository.insertFeatureSet(
        id, set.code(), set.version(), documents.write(set), clock.instant());
    return id;
  }

  private UUID insertExternal(ScoringModelFields fields, FeatureSet set, UUID featureSetId) {
    drafts.checkExternal(fields, set);
    return insert(fields, json.createObjectNode(), featureSetId);
  }

  private UUID insert(ScoringModelFields fields, JsonNode document, UUID featureSetId) {
    UUID id = ids.next();
    repository.insertModel(
        id,
        fields.code(),
        repository.nextModelVersion(fields.code()),
        fields.kindOrScorecard(),
        ModelState.DRAFT,
        featureSetId,
        document,
        provenance(fields.note()),
        clock.instant());
    return id;
  }

  private JsonNode provenance(@Nullable String note) {
    return json.valueToTree(note == null ? Map.of() : Map.of("note", note));
  }

  private UUID insert(
      ScorecardDefinition card, UUID featureSetId, ModelState state, @Nullable String note) {
    UUID id = ids.next();
    repository.insertModel(
        id,
        card.code(),
        card.version(),
        ScoringModelKind.SCORECARD,
        state,
        featureSetId,
        documents.write(card),
        provenance(note),
        clock.instant());
    return id;
  }

  private void logged(String type, ScoringModelView view) {
    log.append(
        new Event(
            type,
            "scoring_model",
            view.id(),
            (long) view.version(),
            null,
            null,
            json.valueToTree(view)));
  }

  private static void refuse(List<DefinitionProblem> problems) {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(
          problems.stream()
              .map(problem -> FieldError.at(problem.pointer(), "invalid", sentence(problem)))
              .toList());
    }
  }

  private static String sentence(DefinitionProblem problem) {
    String field = problem.pointer().substring(problem.pointer().lastIndexOf('/') + 1);
    return field
        + " "
        + problem.reason()
        + (problem.code().isEmpty() ? "." : " (" + problem.code() + ").");
  }

  private FeatureSetView view(FeatureSetRow row) {
    FeatureSet set = documents.featureSet(row.document());
    return new FeatureSetView(
        row.id(), row.code(), row.version(), set.features(), row.createdAt(), row.createdBy());
  }
}
